import { tableOf } from '@lianqin/shared/unit-table'
import { toMoment } from '@lianqin/shared/wire/moment'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { learnClock, tick } from '../src/kernel/time.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference } from './district.ts'
import { aFix, before, NOW } from './fixtures.ts'
import { aSnapshot, manyFixes } from './snapshot.ts'
import { frameOf, tell } from './tell.ts'

const place = (unitId: 'unit-gulin-1') => useUnits().shown(unitId)?.fix

describe('the units of a screen', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    learnClock(NOW)
    tick()
    for (const room of [useSquads(), useUnits()]) room.load(aReference())
    useSquads().replaceAll(aSnapshot(0))
    tell(manyFixes())
  })

  it('that lost frames is right again with the next whole one: who is not in it is no longer there', () => {
    const units = useUnits()
    const [first, ...rest] = manyFixes()
    if (!first) throw new Error('no fixes')
    expect(units.shown(first.unitId)?.fix).not.toBeNull()
    tell(rest, NOW, 'keyframe')
    expect(units.shown(first.unitId)).toMatchObject({ fix: null, ageMs: null })
    const index = units.fleet.indexOf(first.unitId) ?? -1
    expect(units.fleet.tone[index]).toBe(255)
    tell([first])
    expect(units.shown(first.unitId)?.fix).toMatchObject({ lon: expect.closeTo(first.lon, 6) })
  })

  it('keep what they show when a frame cannot be read, or is of another table', () => {
    const units = useUnits()
    const [first] = manyFixes()
    if (!first) throw new Error('no fixes')
    const known = units.shown(first.unitId)?.fix
    units.take(new Uint8Array([1, 2, 3]))
    units.take(frameOf([{ ...first, lon: 100 }], tableOf(['unit-other'])))
    expect(units.shown(first.unitId)?.fix).toEqual(known)
  })

  it('are the same to the map as long as nobody moves and nobody grows too old, and it draws nothing', () => {
    const units = useUnits()
    const known = units.fleet
    learnClock(toMoment(Date.parse(NOW) + 1_000))
    tick()
    expect(units.fleet).toBe(known)
    tell(manyFixes(12))
    const moved = units.fleet
    expect(moved).not.toBe(known)
    learnClock(toMoment(Date.parse(NOW) + 90_000))
    tick()
    expect(units.fleet).not.toBe(moved)
    expect(units.fleet.stale).toContain(1)
  })

  it('grow older without any frame', () => {
    tell([aFix({ unitId: 'unit-gulin-1', at: before(70_000) })])
    expect(useUnits().shown('unit-gulin-1')).toMatchObject({ freshness: expect.stringMatching(/stale|lost/) })
    expect(place('unit-gulin-1')?.at).toBe(Date.parse(before(70_000)))
  })
})
