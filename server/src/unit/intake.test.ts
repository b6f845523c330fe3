import { wgs84ToGcj02 } from '@lianqin/shared/datum'
import { distanceM } from '@lianqin/shared/geo'
import type { Squad } from '@lianqin/shared/squad'
import type { Fix } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSquad } from '../../test/samples.ts'
import { createMetrics } from '../kernel/metrics.ts'
import { createDutyBook } from './duty-book.ts'
import { bookOf } from './fix-book.ts'
import { shapeOver } from './grid.rank.ts'
import { createIntake, type Measured } from './intake.ts'
import { createNewest } from './newest.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const HERE = { lon: 121.4426, lat: 29.832 }
const WRONG = { lon: 116.39, lat: 39.9 }
const seen = (seconds: number, change: Partial<Measured> = {}): Measured => ({
  at: NOW + seconds * 1000,
  ...HERE,
  located: true,
  accuracyM: 5,
  speedMps: null,
  headingDeg: null,
  ...change,
})

function opened(state: Squad['state'] = 'on-duty') {
  const squad = { ...aSquad('gulin-1'), state }
  const book = bookOf(createNewest(shapeOver([121, 29, 122, 30], 9)))
  const heard: [Fix['at'], string][] = []
  const duty = createDutyBook()
  const intake = createIntake({
    roster: {
      squadOf: (id) => (id === 'unit-1' ? squad : undefined),
      all: () => [],
      take: () => {},
      reload: async () => {},
    },
    duty,
    book,
    clock: () => NOW,
    metrics: createMetrics(),
    taken: ({ at }, verdict) => void heard.push([new Date(at).toISOString(), verdict]),
  })
  const take = (one: Measured, crs: 'wgs84' | 'gcj02' = 'wgs84') => intake.take('unit-1', one, crs)
  const move = (name: 'sign-on' | 'sign-off', seconds: number) => {
    squad.state = name === 'sign-on' ? 'on-duty' : 'off-duty'
    const at = new Date(NOW + seconds * 1000).toISOString()
    duty.hear({ kind: 'squad.moved', at, body: { move: name, reason: null, deviceAt: null, squad: { ...squad } } })
  }
  return { squad, book, heard, intake, take, move }
}

describe('a position comes in', () => {
  it('in the datum of its device, and lies in WGS-84 where it was measured', () => {
    const { take, book } = opened()
    expect(take(seen(0, wgs84ToGcj02(HERE)), 'gcj02')).toBe('newest')
    expect(distanceM(book.newest('unit-1') as Fix, HERE)).toBeLessThan(0.1)
  })

  it('only of a unit that there is, and only on duty; nobody is told of others', () => {
    const { intake, take, heard, squad } = opened('off-duty')
    expect(take(seen(0))).toBe('unit.off-duty')
    expect(intake.take('unit-nobody', seen(0), 'wgs84')).toBe('unit.missing')
    expect(heard).toEqual([])
    squad.state = 'on-duty'
    expect(take(seen(0))).toBe('newest')
  })

  it('but not if it was measured before the sign-on, or between two duties, however late it is sent', () => {
    const { take, heard, move } = opened()
    move('sign-on', -100)
    expect([-101, -3600].map((at) => take(seen(at)))).toEqual(['unit.off-duty', 'unit.off-duty'])
    expect(take(seen(-90))).toBe('newest')
    move('sign-off', -80)
    move('sign-on', -60)
    expect(take(seen(-70))).toBe('unit.off-duty')
    expect(heard).toHaveLength(1)
  })

  it('measured in an earlier duty, it belongs to that track and is not where the unit is now', () => {
    const { take, heard, book, move } = opened()
    move('sign-on', -100)
    move('sign-off', -80)
    book.forget('unit-1')
    move('sign-on', -60)
    expect(take(seen(-90))).toBe('late')
    expect(book.newest('unit-1')).toBeUndefined()
    expect(take(seen(-50))).toBe('newest')
    expect(heard.map(([, verdict]) => verdict)).toEqual(['late', 'newest'])
  })

  it('measured on duty and sent after the sign-off, it is in the track of that duty and moves no marker', () => {
    const { take, heard, book, move } = opened()
    move('sign-on', -100)
    move('sign-off', -50)
    expect(take(seen(-60))).toBe('late')
    expect(take(seen(-49))).toBe('unit.off-duty')
    expect(take(seen(-101))).toBe('unit.off-duty')
    for (const doubtful of [{ located: false }, { accuracyM: 500 }, { lon: 0, lat: 0 }])
      expect(take(seen(-60, doubtful))).toBe('unit.off-duty')
    expect(heard.map(([, verdict]) => verdict)).toEqual(['late'])
    expect(book.newest('unit-1')).toBeUndefined()
  })

  it('and what is doubted moves nothing', () => {
    const { take, book, heard } = opened()
    take(seen(-60))
    expect(take(seen(0, { located: false }))).toBe('fix.unlocated')
    expect(take(seen(121))).toBe('fix.future')
    expect(take(seen(0, { accuracyM: 101 }))).toBe('fix.inaccurate')
    expect(take(seen(0, { lon: 0, lat: 0 }))).toBe('fix.nowhere')
    expect(take(seen(0, WRONG))).toBe('fix.jump')
    expect(heard).toHaveLength(1)
    expect(book.newest('unit-1')?.at).toBe(new Date(NOW - 60_000).toISOString())
  })
})

it('10,000 buffered positions, shuffled and doubled, are all told once or late, and the marker ends at the newest', () => {
  const { take, book, heard } = opened()
  const drive = Array.from({ length: 10_000 }, (_, nth) => seen(nth - 10_000, { lon: HERE.lon + nth * 1e-5 }))
  const [shuffled = []] = fc.sample(fc.shuffledSubarray(drive, { minLength: drive.length }), 1)
  for (const one of shuffled) expect(['newest', 'late']).toContain(take(one))
  expect(heard.map(([at]) => at).sort()).toEqual(drive.map(({ at }) => new Date(at).toISOString()))
  expect(book.newest('unit-1')?.at).toBe(new Date(NOW - 1000).toISOString())
})

describe('a wrong position that came first', () => {
  it('gives way to several that agree with one another, and those are in the track too', () => {
    const { take, book, heard } = opened()
    expect(take(seen(-100, WRONG))).toBe('newest')
    const outcomes = [-60, -55, -50, -45].map((at) => take(seen(at)))
    expect(outcomes).toEqual(['fix.jump', 'fix.jump', 'fix.jump', 'newest'])
    expect(book.newest('unit-1')).toMatchObject(HERE)
    expect(heard.map(([, verdict]) => verdict)).toEqual(['newest', 'late', 'late', 'late', 'newest'])
    expect(take(seen(-40))).toBe('newest')
  })

  it.each([
    ['that came within a few seconds', [-60, -59, -58, -57, -56].map((at) => seen(at))],
    ['that are all of one moment', [-60, -60, -60, -60, -60].map((at) => seen(at))],
    ['that are older than it', [-300, -290, -280, -270, -260].map((at) => seen(at))],
    ['that jump about', [0, 1, 0, 1, 0, 1].map((off, nth) => seen(nth * 5 - 60, { lon: HERE.lon + off * 0.1 }))],
  ])('does not give way to positions %s', (_, others) => {
    const { take, book } = opened()
    take(seen(-100, WRONG))
    expect(others.map((one) => take(one))).toEqual(others.map(() => 'fix.jump'))
    expect(book.newest('unit-1')).toMatchObject(WRONG)
  })

  it('begins anew with every position that agrees with it', () => {
    const { take, book } = opened()
    take(seen(-100))
    for (const at of [-60, -50, -40]) take(seen(at, WRONG))
    expect(take(seen(-35))).toBe('newest')
    expect(take(seen(-30, WRONG))).toBe('fix.jump')
    expect(book.newest('unit-1')).toMatchObject(HERE)
  })
})
