import { randomUUID } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import type { Device } from '@lianqin/shared/device'
import type { Bus } from '../kernel/bus.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { byClock, type Write } from '../kernel/write.ts'
import { createBlocks } from './blocks.ts'
import { createBuckets, ENROL_RATE, type Rate } from './bucket.ts'
import { isMeant, labelOf } from './device.engine.ts'
import { enrolDevice } from './device.moves.ts'
import type { DeviceBook, KnownDevice } from './device-book.ts'
import { createTerminalLine } from './jt808-line.ts'
import type { Registration } from './jt808-session.codec.ts'
import type { Reception } from './reception.ts'
import { freshSecret, hashOf } from './secret.ts'

/** GUARANTEES 5. Behind one address may be many terminals, but not so many at once that nobody knows. */
const LINES_MOST = 20_000
const STRANGE_LINES_MOST = 50
const KNOWN_WITHIN_MS = 30_000
const IDLE_MS = 5 * 60_000
/** Answers that a terminal has not fetched: beyond, nothing more of it is read. */
const UNFETCHED_MOST = 64 * 1024

interface Needs {
  book: DeviceBook
  reception: Reception
  write: Write
  bus: Bus
  metrics: Metrics
  clock: () => number
  rate: Rate
  failed: (what: string, error: unknown) => void
}

interface Held {
  socket: Socket
  source: string
  deviceId: Device['id'] | null
  admittedAt: number
  /** By what it was let in: once that is not true any more, neither is the line. */
  pass: Pass | null
}

/** A code, and whether the number alone was enough when the line began. */
interface Pass {
  secretHash: string
  byNumber: boolean
}
const passOf = ({ secretHash, terminal }: KnownDevice): Pass => ({ secretHash, byNumber: terminal?.byNumber ?? false })

/** Where vehicle terminals call by JT/T 808: one line for each, the newest counts; closed when nobody speaks. */
export function openTerminals({ book, reception, write, bus, metrics, clock, rate, failed }: Needs) {
  const self = randomUUID()
  const lines = new Set<Held>()
  const byDevice = new Map<Device['id'], Held>()
  /** Lines of which nobody knows yet whose they are, by where they come from. */
  const strange = new Map<string, number>()
  const enrolments = createBuckets(ENROL_RATE, clock)
  /** By where they come from as long as nobody knows whose lines they are, then by the terminal. */
  const blocks = createBlocks(clock)

  async function enrol(held: Held, known: KnownDevice, said: Registration): Promise<string | null> {
    const label = labelOf(said.terminalId)
    if (!isMeant(known, label, clock())) {
      reception.called(known, label)
      return null
    }
    // Only whoever is meant can use up how often it may: nobody locks it out.
    if (!enrolments.take(known.id)) return null
    const code = freshSecret()
    const secretHash = hashOf(code)
    try {
      const order = { label, model: said.model }
      const device = await write(byClock, (trx) => enrolDevice(trx, known.id, order, secretHash))
      // Its own line asked for the change, and is not cut by it.
      if (device && held.pass) held.pass = { ...held.pass, secretHash }
      await book.learn([known.id])
      return device && code
    } catch (error) {
      failed('devices', error)
      return null
    }
  }

  function countStrange(source: string, by: 1 | -1): void {
    const count = (strange.get(source) ?? 0) + by
    if (count > 0) strange.set(source, count)
    else strange.delete(source)
  }

  function admitted(held: Held, id: Device['id']): boolean {
    if (blocks.has(id)) return false
    const before = byDevice.get(id)
    if (before && before !== held) before.socket.destroy()
    byDevice.set(id, held)
    if (held.deviceId === null) countStrange(held.source, -1)
    held.deviceId = id
    held.admittedAt = clock()
    const device = book.get(id)
    held.pass = device ? passOf(device) : null
    held.socket.setTimeout(IDLE_MS)
    bus.say('line', { from: self, deviceId: id, at: held.admittedAt })
    return true
  }

  function banish({ socket, source, deviceId }: Held): void {
    blocks.add(deviceId ?? source)
    metrics.devices.inc({ protocol: 'jt808', outcome: 'source.blocked' })
    socket.destroySoon()
  }

  function take(socket: Socket): void {
    const held: Held = { socket, source: socket.remoteAddress ?? '', deviceId: null, admittedAt: 0, pass: null }
    if (blocks.has(held.source) || (strange.get(held.source) ?? 0) >= STRANGE_LINES_MOST) {
      socket.destroy()
      return
    }
    countStrange(held.source, 1)
    lines.add(held)
    metrics.terminals.set(lines.size)
    socket.setNoDelay(true)
    socket.setTimeout(IDLE_MS)
    // Who has not said who it is by then is not waited for, however much it talks.
    const unknown = setTimeout(() => held.deviceId === null && socket.destroy(), KNOWN_WITHIN_MS)
    socket.on('timeout', () => socket.destroy())
    // A line that breaks says so here first; unheard, it would end the process.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(unknown)
      lines.delete(held)
      metrics.terminals.set(lines.size)
      if (held.deviceId === null) countStrange(held.source, -1)
      else if (byDevice.get(held.deviceId) === held) byDevice.delete(held.deviceId)
    })
    listen(held)
  }

  function listen(held: Held): void {
    const { socket, source } = held
    const answers: Uint8Array[] = []
    /** Of all the answers to one piece one packet is made. */
    const send = () => {
      if (answers.length > 0 && socket.writable) socket.write(joined(answers))
      answers.length = 0
    }
    const line = createTerminalLine({
      book,
      reception,
      clock,
      rate,
      source,
      enrol: (device, registration) => enrol(held, device, registration),
      say: (answer) => void answers.push(answer),
      hangUp: () => {
        send()
        socket.destroySoon()
      },
      banish: () => {
        send()
        banish(held)
      },
      admitted: (id) => admitted(held, id),
    })
    const goOn = (waitMs: number) => {
      if (waitMs > 0) setTimeout(() => goOn(0), waitMs)
      else if (socket.writableLength > UNFETCHED_MOST) socket.once('drain', () => socket.resume())
      else socket.resume()
    }
    socket.on('data', (piece: Buffer) => {
      const wait = line.feed(piece)
      send()
      if (typeof wait === 'number' && wait === 0 && socket.writableLength <= UNFETCHED_MOST) return
      socket.pause()
      if (typeof wait === 'number') goOn(wait)
      else
        void wait.then((waitMs) => {
          send()
          goOn(waitMs)
        })
    })
  }

  book.onChange((device) => {
    const held = byDevice.get(device.id)
    const now = passOf(device)
    const holds = held?.pass?.secretHash === now.secretHash && held.pass.byNumber === now.byNumber
    if (held && (device.state === 'revoked' || !holds)) held.socket.destroy()
  })
  // Called another process since: what is held here is the line that it has given up. Of the same moment, one stays.
  bus.hear('line', ({ from, deviceId, at }) => {
    const held = byDevice.get(deviceId as Device['id'])
    if (from === self || !held || held.admittedAt > at || (held.admittedAt === at && self > from)) return
    held.socket.destroy()
  })
  const server = createServer({ noDelay: true }, take)
  server.maxConnections = LINES_MOST
  server.on('error', (error) => failed('terminals', error))
  return {
    listen: (host: string, port: number) =>
      new Promise<number>((resolve, reject) => {
        server.once('error', reject)
        server.listen({ host, port }, () => {
          server.off('error', reject)
          const address = server.address()
          resolve(typeof address === 'object' && address ? address.port : port)
        })
      }),
    async close() {
      const closed = new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve()))
      for (const { socket } of lines) socket.destroySoon()
      const cut = setTimeout(() => {
        for (const { socket } of lines) socket.destroy()
      }, CLOSE_WITHIN_MS)
      await closed
      clearTimeout(cut)
    },
  }
}
const joined = (answers: readonly Uint8Array[]): Uint8Array =>
  answers.length === 1 && answers[0] ? answers[0] : Buffer.concat(answers)

/** What has been answered is still sent. */
const CLOSE_WITHIN_MS = 1_000
