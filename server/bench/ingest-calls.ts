import { toMoment } from '@lianqin/shared/wire/moment'
import { addressee, writeFrame } from '../src/device/jt808-header.codec.ts'
import { authenticationBody, locationBody } from '../src/device/jt808-terminal.codec.ts'
import { PLACE } from './client.ts'
import type { Known } from './ingest-ground.ts'
import { type Caller, flagsIn, headsIn, openCaller } from './ingest-load.ts'

export const RUNS = 5
export const DEVICES = 500
/** What a phone or a terminal may send at once, less what the next runs need. */
export const EACH = 90
/** Positions of one batch of a platform. */
export const IN_BATCH = 100
/** Lines opened at once that nobody knows yet. */
const OPEN_AT_ONCE = 25
/** A terminal that waits for each answer, and phones and platforms with a connection kept open. */
const AHEAD = 1
const CONNECTIONS = 64

type Word = string | Uint8Array

/** Everything that is said in one run, once its connections are open. */
export interface Said {
  say: () => Promise<void>
  hangUp: () => void
}

/** One way in after the other. */
const WAYS = { phones: 0, terminals: 1, platforms: 2 } as const
const beganAt = Math.floor(Date.now() / 1000) * 1000 - (Object.keys(WAYS).length + 1) * (RUNS + 1) * EACH * 1000
/** A second apart, run after run: every position is the newest of its unit, and has come a plausible way. */
const momentOf = (way: keyof typeof WAYS, run: number, round: number) =>
  beganAt + ((WAYS[way] * (RUNS + 1) + run) * EACH + round) * 1000
const lonOf = (device: number, round: number) => Number((PLACE.lon + device * 1e-5 + round * 1e-6).toFixed(6))

/** Round by round, over connections that are kept. */
export async function phoneCalls(port: number, phones: readonly Known[], run: number): Promise<Said> {
  const words = Array.from({ length: EACH * phones.length }, (_, nth) => {
    const [device, round] = [nth % phones.length, Math.floor(nth / phones.length)]
    const place = `lat=${PLACE.lat}&lon=${lonOf(device, round).toFixed(6)}`
    const query = `${place}&timestamp=${momentOf('phones', run, round)}&speed=3.2&bearing=90&accuracy=6&batt=80`
    return `GET /osmand/${phones[device]?.secret}?id=phone&${query} HTTP/1.1\r\nhost: localhost\r\nuser-agent: Dalvik\r\naccept-encoding: gzip\r\n\r\n`
  })
  return overConnections(port, words)
}

/** A platform tells of all its units in turn, so many at once. */
export async function batchCalls(port: number, platforms: readonly Known[], run: number): Promise<Said> {
  const words = Array.from({ length: (EACH * DEVICES) / IN_BATCH }, (_, nth) => {
    const fixes = Array.from({ length: IN_BATCH }, (_one, place) => {
      const [device, round] = [(nth * IN_BATCH + place) % DEVICES, Math.floor((nth * IN_BATCH + place) / DEVICES)]
      const at = toMoment(momentOf('platforms', run, round))
      const said = { lon: lonOf(device, round), lat: PLACE.lat, accuracyM: 6, speedMps: 3.2, headingDeg: 90 }
      return { unitId: `unit-x${device + 1}`, at, ...said }
    })
    const body = JSON.stringify({ fixes })
    const secret = platforms[nth % platforms.length]?.secret
    return `POST /api/v1/positions/bulk HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${secret}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  })
  return overConnections(port, words)
}

async function overConnections(port: number, words: readonly string[]): Promise<Said> {
  const callers = await Promise.all(Array.from({ length: CONNECTIONS }, () => openCaller(port, headsIn)))
  return calls(
    callers,
    callers.map((_, nth) => words.filter((_word, index) => index % CONNECTIONS === nth)),
  )
}

export async function terminalCalls(port: number, terminals: readonly Known[], run: number): Promise<Said> {
  const callers: Caller[] = []
  for (let from = 0; from < terminals.length; from += OPEN_AT_ONCE) {
    const some = terminals.slice(from, from + OPEN_AT_ONCE)
    callers.push(...(await Promise.all(some.map((known) => admitted(port, known)))))
  }
  const words = terminals.map(({ name }, device) =>
    Array.from({ length: EACH }, (_, round) => {
      const at = momentOf('terminals', run, round)
      const fix = { lat: PLACE.lat, lon: lonOf(device, round), at, located: true, speedMps: 3 }
      return writeFrame(addressee(name, null), { id: 0x0200, serial: round, body: locationBody(fix, 0) })
    }),
  )
  return calls(callers, words)
}

async function admitted(port: number, { name, secret }: Known): Promise<Caller> {
  const caller = await openCaller(port, flagsIn)
  const body = authenticationBody({ code: secret, imei: null, software: null })
  await caller.say([writeFrame(addressee(name, null), { id: 0x0102, serial: 1, body })], AHEAD)
  return caller
}

const calls = (callers: readonly Caller[], words: readonly (readonly Word[])[]): Said => ({
  say: async () => void (await Promise.all(callers.map(({ say }, nth) => say(words[nth] ?? [], AHEAD)))),
  hangUp: () => {
    for (const { socket } of callers) socket.destroy()
  },
})
