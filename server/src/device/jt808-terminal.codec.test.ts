import fc from 'fast-check'
import { expect, it } from 'vitest'
import { answerTo, registerAnswer } from './jt808-answer.codec.ts'
import { AHEAD_MS } from './jt808-draft.codec.ts'
import { createDeframer, HELD_MOST } from './jt808-frame.codec.ts'
import { addressee, readFrame, writeFrame } from './jt808-header.codec.ts'
import { readMessage, type TerminalMessage } from './jt808-message.codec.ts'
import { createAssembler } from './jt808-parts.codec.ts'
import { authenticationBody, batchBody, locationBody, registrationBody, writeParts } from './jt808-terminal.codec.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const said = {
  province: 33,
  city: 203,
  maker: '70111',
  model: 'T1',
  terminalId: '0567872',
  plateColour: 1,
  plate: 'B88888',
}
const bodyOf = (nth: number) =>
  locationBody({ at: NOW + nth * 1000, lon: 121.44 + nth * 1e-5, lat: 29.83, located: true, speedMps: 10 }, 0)

/** A terminal's day on the line: it registers, comes in, drives, and sends at once what it could not send before. */
function day(version: number | null, positions: number): Uint8Array[] {
  const from = addressee('13800138000', version)
  const bodies = Array.from({ length: positions }, (_, nth) => bodyOf(nth))
  const live = bodies.map((body, nth) => writeFrame(from, { id: 0x0200, serial: 3 + nth, body }))
  const late = writeParts(from, 0x0704, 3 + positions, batchBody(bodies, true), 500)
  return [
    writeFrame(from, { id: 0x0100, serial: 1, body: registrationBody(said, version === null ? 2013 : 2019) }),
    writeFrame(from, {
      id: 0x0102,
      serial: 2,
      body: authenticationBody({ code: 'K7', imei: version === null ? null : '490154203237518', software: null }),
    }),
    ...live,
    ...late,
    writeFrame(from, { id: 0x0002, serial: 9000, body: [] }),
    writeFrame(from, { id: 0x0003, serial: 9001, body: [] }),
  ]
}

/** The platform's side, as the room of devices runs it: deframer, header, parts, message, answer. */
function listen() {
  const deframer = createDeframer()
  const assembler = createAssembler()
  const heard: TerminalMessage[] = []
  const counted = { answers: 0, faults: 0, heldMost: 0 }
  function hear(piece: Uint8Array): void {
    for (const bytes of deframer.feed(piece)) {
      const read = readFrame(bytes, deframer.dialect(), 'strict')
      const whole = read.kind === 'frame' ? assembler.take(read, NOW) : read
      if (whole.kind === 'fault') counted.faults++
      if (whole.kind !== 'frame') continue
      const message = readMessage(whole, { family: 'standard', aheadMs: AHEAD_MS }, NOW)
      heard.push(message)
      if (message.kind === 'register' ? registerAnswer(whole, 0, 'done', 'K7') : answerTo(whole, message, 0, NOW))
        counted.answers++
    }
    counted.heldMost = Math.max(counted.heldMost, deframer.held())
  }
  return { hear, heard, counted }
}
const places = (heard: readonly TerminalMessage[]) =>
  heard.flatMap((message) => (message.kind === 'reports' ? message.reports : []))

it.each([null, 1])(
  'a day on the line, version %s, is heard alike in any pieces, and all of it is answered',
  (version) => {
    const stream = Buffer.concat(day(version, 40))
    fc.assert(
      fc.property(fc.array(fc.nat({ max: stream.length }), { maxLength: 60 }), (cuts) => {
        const { hear, heard, counted } = listen()
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length]
        for (let nth = 1; nth < at.length; nth++) hear(stream.subarray(at[nth - 1], at[nth]))
        expect(heard.map(({ kind }) => kind)).toEqual([
          'register',
          'authenticate',
          ...Array(41).fill('reports'),
          'heartbeat',
          'unregister',
        ])
        expect(counted).toMatchObject({ answers: heard.length, faults: 0 })
        const expected = Array.from({ length: 40 }, (_, nth) => NOW + nth * 1000)
        expect(places(heard).map((report) => report.at)).toEqual([...expected, ...expected])
        expect(places(heard).filter(({ buffered }) => buffered)).toHaveLength(40)
      }),
      { numRuns: 40 },
    )
  },
)

it('bytes lost, changed or added on the line cost the frames they hit and no other', () => {
  const frames = day(null, 40)
  const stream = Buffer.concat(frames)
  const harm = fc.record({
    at: fc.integer({ min: 1, max: stream.length - 1 }),
    kind: fc.constantFrom('lost', 'changed', 'added'),
    byte: fc.integer({ min: 0, max: 255 }),
  })
  fc.assert(
    fc.property(fc.array(harm, { minLength: 1, maxLength: 3 }), (harms) => {
      const bytes = [...stream]
      for (const { at, kind, byte } of harms)
        bytes.splice(at, kind === 'added' ? 0 : 1, ...(kind === 'lost' ? [] : [byte]))
      const { hear, heard, counted } = listen()
      hear(Buffer.from(bytes))
      // Each fault hits one frame, or the two that meet there; a part lost takes its whole message along.
      expect(places(heard).filter(({ buffered }) => !buffered).length).toBeGreaterThanOrEqual(40 - 2 * harms.length)
      expect(counted.faults).toBeLessThanOrEqual(2 * harms.length)
    }),
    { numRuns: 300 },
  )
})

it('an hour of noise between two good frames leaves the memory as it was', () => {
  const { hear, heard, counted } = listen()
  const [good = new Uint8Array()] = day(null, 0)
  hear(good)
  const noise = fc.sample(fc.uint8Array({ minLength: 500, maxLength: 2000 }), 500)
  for (const piece of noise) hear(piece)
  hear(Uint8Array.of(0x7e))
  hear(good)
  expect(heard.filter(({ kind }) => kind === 'register')).toHaveLength(2)
  expect(counted.heldMost).toBeLessThanOrEqual(HELD_MOST)
})
