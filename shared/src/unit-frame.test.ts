import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type FrameHead,
  frameFaults,
  HEADER_BYTES,
  layFrame,
  readFrame,
  UNIT_BYTES,
  type UnitFrame,
} from './unit-frame.ts'
import { packFlags, stateNumber, unitStates, unpackFlags } from './unit-state.ts'
import { tableOf, type UnitTable } from './unit-table.ts'
import {
  flagsAt,
  headingAt,
  indexAt,
  placeAt,
  speedAt,
  timeAt,
  toAge,
  toHeading,
  toSpeed,
  toSteps,
} from './unit-values.ts'

interface Row {
  index: number
  at: number
  lon: number
  lat: number
  headingDeg: number
  speedMps: number
  accuracyM: number
  state: (typeof unitStates)[number]
}

function written(head: FrameHead, rows: readonly Row[]): Uint8Array {
  const { bytes, columns } = layFrame(head, rows.length)
  for (const [row, unit] of rows.entries()) {
    columns.low[row] = unit.index
    columns.high[row] = unit.index >> 16
    columns.lon[row] = toSteps(unit.lon)
    columns.lat[row] = toSteps(unit.lat)
    columns.age[row] = toAge(head.at, unit.at)
    columns.heading[row] = toHeading(unit.headingDeg)
    columns.speed[row] = toSpeed(unit.speedMps)
    columns.flags[row] = packFlags(stateNumber(unit.state), head.at - unit.at, unit.accuracyM)
  }
  return bytes
}

function frameOf(bytes: Uint8Array): UnitFrame {
  const read = readFrame(bytes)
  if (!read.ok) throw new Error(read.code)
  return read.frame
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const TICK = Date.parse('2026-03-02T04:00:00.000Z')
const HEAD: FrameHead = { kind: 'delta', at: TICK, generation: 0xdeadbeef }
const HOUR = 3_600_000
const CAR: Row = {
  index: 3,
  at: TICK - 1500,
  lon: 121.4426,
  lat: 29.832,
  headingDeg: 90,
  speedMps: 13.9,
  accuracyM: 8,
  state: 'en-route',
}
const FOOT: Row = { ...CAR, index: 70_000, at: TICK - 700_000, lon: -0.5, lat: -89.9, speedMps: 0, state: 'available' }
/** Silent since eight in the morning, seen at five in the afternoon. */
const DEAD: Row = { ...CAR, at: TICK - 9 * HOUR }
const GONE: Row = { ...CAR, index: 9, lon: 0, lat: 0, headingDeg: 0, speedMps: 0, accuracyM: 0, state: 'off-duty' }

/** Of the header, the time of the tick and the generation. */
const REST = '0000203fcbca7942efbeadde'

describe('the bytes of a frame', () => {
  it.each([
    ['nobody', { ...HEAD, kind: 'keyframe' as const }, [], `0101 0000 00000000${REST}`],
    ['one car', HEAD, [CAR], `0100 0000 01000000${REST} 90ab6248 8000c811 0300 bf04 00 40 38 44`],
    [
      'two units, column by column',
      HEAD,
      [CAR, FOOT],
      `0100 0000 02000000${REST} 90ab6248c0b4b3ff 8000c81140596aca 03007011 bf040820 0001 4040 3800 4451`,
    ],
    [
      'one that is silent since nine hours',
      HEAD,
      [DEAD],
      `0100 0000 01000000${REST} 90ab6248 8000c811 0300 c9f0 00 40 38 54`,
    ],
    [
      'one that is off duty: only its index is told',
      HEAD,
      [GONE],
      `0100 0000 01000000${REST} 00000000 00000000 0900 bf04 00 00 00 00`,
    ],
  ])('of %s are these, for good', (_, head, rows, golden) => {
    expect(hex(written(head, rows))).toBe(golden.replaceAll(' ', ''))
  })
})

const aRow: fc.Arbitrary<Row> = fc.record({
  index: fc.integer({ min: 0, max: 2 ** 24 - 1 }),
  at: fc.integer({ min: TICK - 6_000_000, max: TICK + 119_900 }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  headingDeg: fc.double({ min: 0, max: 360, noNaN: true }),
  speedMps: fc.double({ min: 0, max: 63, noNaN: true }),
  accuracyM: fc.double({ min: 0, max: 2000, noNaN: true }),
  state: fc.constantFrom(...unitStates),
})

describe('a frame', () => {
  it('comes back as it went, to a centimetre, a tenth of a second, 0.7 degrees and 0.125 m/s', () => {
    fc.assert(
      fc.property(fc.array(aRow, { maxLength: 40 }), (rows) => {
        const frame = frameOf(written(HEAD, rows))
        expect(frame).toMatchObject({ ...HEAD, count: rows.length })
        for (const [row, unit] of rows.entries()) {
          const { lon, lat } = placeAt(frame, row)
          expect(indexAt(frame, row)).toBe(unit.index)
          expect(Math.abs(lon - unit.lon)).toBeLessThanOrEqual(0.500001e-7)
          expect(Math.abs(lat - unit.lat)).toBeLessThanOrEqual(0.500001e-7)
          expect(timeAt(frame, row)).toBe(Math.floor(unit.at / 100) * 100)
          expect(Math.abs(speedAt(frame, row) - unit.speedMps)).toBeLessThanOrEqual(0.125)
          const turn = Math.abs(headingAt(frame, row) - unit.headingDeg)
          expect(Math.min(turn, 360 - turn)).toBeLessThanOrEqual(0.704)
          expect(unpackFlags(flagsAt(frame, row))).toMatchObject({ state: unit.state })
        }
      }),
    )
  })

  it('tells the same time of a fix in every tick', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600_000 }), fc.array(fc.integer({ min: 0, max: 5000 })), (ago, ticks) => {
        const at = TICK - ago
        const told = ticks.map((later) => timeAt(frameOf(written({ ...HEAD, at: TICK + later }, [{ ...CAR, at }])), 0))
        expect(new Set(told).size).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('tells how old a position is for nine weeks, no better than a screen says it: 9 h are 9 h', () => {
    const steps = [
      [100 * 60_000 - 100, 100],
      [48 * HOUR - 60_000, 60_000],
      [66 * 24 * HOUR, HOUR],
    ] as const
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 66 * 24 * HOUR }), fc.integer({ min: 0, max: HOUR }), (ago, later) => {
        const tick = TICK + later
        const at = tick - ago
        const told = timeAt(frameOf(written({ ...HEAD, at: tick }, [{ ...CAR, at }])), 0)
        const step = steps.find(([upTo]) => ago < upTo)?.[1] ?? HOUR
        expect(told).toBeLessThanOrEqual(at)
        expect(at - told).toBeLessThan(step)
        expect(told % 100).toBe(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('never tells a position younger because time has passed', () => {
    const at = TICK - 12_345
    let before = Number.POSITIVE_INFINITY
    for (let later = 0; later < 70 * 24 * HOUR; later += 59_000) {
      const tick = TICK + later
      const told = timeAt(frameOf(written({ ...HEAD, at: tick }, [{ ...CAR, at }])), 0)
      expect(told - before, `${later}`).toBeLessThanOrEqual(later > 66 * 24 * HOUR ? HOUR : 0)
      before = told
    }
  })

  it('says of what is very old, or very fast, that it is at least that', () => {
    const frame = frameOf(written(HEAD, [{ ...CAR, at: 0, speedMps: 200 }]))
    expect(timeAt(frame, 0)).toBe(TICK - 1601 * HOUR)
    expect(speedAt(frame, 0)).toBe(63.75)
    expect(unpackFlags(flagsAt(frame, 0))).toEqual({ state: 'en-route', freshness: 'lost', accurateToM: 10 })
  })

  it('is read in place, and from the middle of a network buffer too', () => {
    const bytes = written(HEAD, [CAR, FOOT])
    expect(frameOf(bytes).columns.lon.buffer).toBe(bytes.buffer)
    for (const before of [1, 2, 3, 4]) {
      const packet = Buffer.concat([Buffer.alloc(before, 7), bytes])
      expect(frameOf(packet.subarray(before)).columns).toEqual(frameOf(bytes).columns)
    }
  })
})

describe('bytes that are no frame', () => {
  const good = written(HEAD, [CAR, FOOT])
  const changed = (at: number, ...to: number[]) => {
    const bytes = good.slice()
    bytes.set(to, at)
    return bytes
  }
  const lonsEnd = HEADER_BYTES + 3
  it.each([
    ['nothing', new Uint8Array(), 'frame.short'],
    ['half a header', good.slice(0, 12), 'frame.short'],
    ['another version', changed(0, 2), 'frame.version'],
    ['another kind', changed(1, 2), 'frame.header'],
    ['a time that is none', changed(14, 0xf8, 0x7f), 'frame.header'],
    ['more units than there are indexes', changed(4, 1, 0, 0, 1), 'frame.header'],
    ['one unit too few', good.slice(0, -UNIT_BYTES), 'frame.length'],
    ['one byte too many', new Uint8Array([...good, 0]), 'frame.length'],
    ['a place beyond 180 degrees', changed(lonsEnd, 0x7f), 'frame.values'],
    ['a state that is none', changed(good.length - 1, 7), 'frame.values'],
  ] as const)('are refused: %s', (_, bytes, code) => {
    expect(readFrame(bytes)).toEqual({ ok: false, code })
  })

  it('are refused, or hold only values in range, whatever they are', () => {
    const damaged = fc.tuple(fc.array(aRow, { maxLength: 5 }), fc.array(fc.nat(200)), fc.nat(120)).map((drawn) => {
      const [rows, places, length] = drawn
      const bytes = written(HEAD, rows)
      for (const place of places) if (place < bytes.length) bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8))
      return length > 100 ? bytes : bytes.slice(0, length)
    })
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 100 })), (bytes) => {
        const read = readFrame(bytes)
        if (!read.ok) return void expect(frameFaults).toContain(read.code)
        for (let row = 0; row < read.frame.count; row++) {
          expect(Math.abs(placeAt(read.frame, row).lon)).toBeLessThanOrEqual(180)
          expect(Math.abs(placeAt(read.frame, row).lat)).toBeLessThanOrEqual(90)
          expect(unpackFlags(flagsAt(read.frame, row))).not.toBeNull()
          expect(() => new Date(timeAt(read.frame, row)).toISOString()).not.toThrow()
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a table of units', () => {
  it('has another generation as soon as a name, their order or where a name ends is another', () => {
    const generations = [
      [],
      ['unit-1'],
      ['unit-2'],
      ['unit-1', 'unit-2'],
      ['unit-2', 'unit-1'],
      ['unit-1', 'unit-12'],
      ['unit-11', 'unit-2'],
    ].map((unitIds) => tableOf(unitIds as UnitTable['unitIds']).generation)
    expect(new Set(generations).size).toBe(generations.length)
    expect(tableOf(['unit-1', 'unit-2']).generation).toBe(generations[3])
  })

  it('is of the same generation in every process, for good', () => {
    expect(tableOf(['unit-1', 'unit-2'])).toEqual({ generation: 3411853786, unitIds: ['unit-1', 'unit-2'] })
  })
})
