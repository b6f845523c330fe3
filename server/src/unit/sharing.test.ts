import type { Fix } from '@lianqin/shared/unit'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { after } from '../../test/samples.ts'
import { type Bus, localBus } from '../kernel/bus.ts'
import { bookOf } from './fix-book.ts'
import { shapeOver } from './grid.rank.ts'
import { createLeading, LEADS_FOR_MS } from './leading.engine.ts'
import { createNewest, renumber } from './newest.ts'
import { shareFixes } from './sharing.ts'

const UNITS: Fix['unitId'][] = ['unit-a', 'unit-b', 'unit-c']
const aFix = (unitId: Fix['unitId'], second: number): Fix => ({
  unitId,
  at: after(second),
  lon: 121.4426,
  lat: 29.832 + second / 1e5,
  accuracyM: 12.34,
  speedMps: 13.9,
  headingDeg: 271.25,
})

/** A process with what it knows, on a bus that loses words as it is told. */
function aProcess(bus: Bus, generation = 7, offDuty: Fix['unitId'][] = []) {
  const newest = createNewest(shapeOver([121, 29, 122, 30], 3))
  renumber(newest, UNITS)
  const book = bookOf(newest)
  const isOnDuty = (unitId: string) => !offDuty.includes(unitId as Fix['unitId'])
  const leading = createLeading(Date.now)
  const sharing = shareFixes({ bus, newest, leading, generation: () => generation, isOnDuty })
  return {
    book,
    leading,
    take(fix: Fix) {
      if (book.take(fix)) sharing.note(fix.unitId)
    },
    close: sharing.close,
  }
}
function aBus() {
  const local = localBus()
  const held = { loses: false, said: 0 }
  const bus: Bus = {
    ...local,
    isShared: true,
    say: (topic, word) => {
      held.said++
      if (!held.loses) local.say(topic, word)
    },
  }
  return { bus, held }
}

describe('positions between processes', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are told in one batch a tick, exactly as they were taken in, and not told back', () => {
    const { bus, held } = aBus()
    const [one, other] = [aProcess(bus), aProcess(bus)]
    for (let second = 0; second < 5; second++) for (const unitId of UNITS) one.take(aFix(unitId, second))
    vi.advanceTimersByTime(50)
    expect(held.said).toBe(1)
    expect(new Map(other.book.byUnit)).toEqual(new Map(one.book.byUnit))
    vi.advanceTimersByTime(5_000)
    expect(held.said).toBe(1)
    one.close()
    other.close()
  })

  it('that the bus lost are there when everything is said again, within ten seconds', () => {
    const { bus, held } = aBus()
    const [one, other] = [aProcess(bus), aProcess(bus)]
    held.loses = true
    one.take(aFix('unit-a', 3))
    vi.advanceTimersByTime(5_000)
    expect(other.book.newest('unit-a')).toBeUndefined()
    held.loses = false
    vi.advanceTimersByTime(5_001)
    expect(other.book.newest('unit-a')).toEqual(one.book.newest('unit-a'))
    one.close()
    other.close()
  })

  it('never move a marker back, and bring nobody back who is off duty', () => {
    const { bus } = aBus()
    const [one, other] = [aProcess(bus), aProcess(bus, 7, ['unit-b'])]
    other.take(aFix('unit-a', 9))
    one.take(aFix('unit-a', 4))
    one.take(aFix('unit-b', 4))
    vi.advanceTimersByTime(11_000)
    expect(other.book.newest('unit-a')?.at).toBe(after(9))
    expect(one.book.newest('unit-a')?.at).toBe(after(9))
    expect(other.book.newest('unit-b')).toBeUndefined()
    one.close()
    other.close()
  })

  it('tell too which units a device of their own speaks for, and for how long still', () => {
    const { bus } = aBus()
    const [one, other] = [aProcess(bus), aProcess(bus)]
    for (const unitId of UNITS) one.take(aFix(unitId, 1))
    one.leading.heard('unit-a', 'newest')
    vi.advanceTimersByTime(50)
    expect(UNITS.map((unitId) => other.leading.isLed(unitId))).toEqual([true, false, false])
    vi.advanceTimersByTime(6_000)
    // Begins to be heard where the phone is not: told when everything is said again.
    one.leading.heard('unit-b', 'fix.jump')
    vi.advanceTimersByTime(10_000)
    expect(UNITS.map((unitId) => other.leading.isLed(unitId))).toEqual([true, true, false])
    vi.advanceTimersByTime(LEADS_FOR_MS - 15_000)
    // Said again and again, it does not become younger.
    expect(UNITS.map((unitId) => other.leading.isLed(unitId))).toEqual([false, true, false])
    one.close()
    other.close()
  })

  it('of another order of units are left alone: its numbers mean others', () => {
    const { bus } = aBus()
    const [one, other] = [aProcess(bus), aProcess(bus, 8)]
    one.take(aFix('unit-a', 1))
    vi.advanceTimersByTime(11_000)
    expect(other.book.byUnit.size).toBe(0)
    one.close()
    other.close()
  })
})
