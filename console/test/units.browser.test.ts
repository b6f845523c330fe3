import { tableOf } from '@lianqin/shared/unit-table'
import { toMoment } from '@lianqin/shared/wire/moment'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useFeed } from '../src/feed.ts'
import { learnClock, now, tick } from '../src/kernel/time.ts'
import { useOpening } from '../src/opening.ts'
import { useSession } from '../src/person/session.store.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { aReference } from './district.ts'
import { aFix, NOW } from './fixtures.ts'
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
    // A frame tells whole steps of time; the clock that this screen has learned stands between two.
    const began = Math.trunc(now.value / 1000) * 1000
    const later = (ms: number) => {
      learnClock(toMoment(began + ms))
      tick()
      return useUnits().shown('unit-gulin-1')
    }
    const at = toMoment(began - 1_000)
    tell([aFix({ unitId: 'unit-gulin-1', at })], toMoment(began))
    expect(later(0)).toMatchObject({ freshness: 'live' })
    expect(later(70_000)).toMatchObject({ freshness: 'stale' })
    expect(later(700_000)).toMatchObject({ freshness: 'lost', state: expect.stringMatching(/lost|off/) })
    expect(place('unit-gulin-1')?.at).toBe(began - 1_000)
  })

  it('that a table names and the screen does not know are asked for, once', async () => {
    const reference = aReference()
    const [first] = reference.units
    if (!first) throw new Error('no units')
    const answers = [reference, { ...reference, units: [...reference.units, { ...first, id: 'unit-new' as const }] }]
    const network = globalThis.fetch
    const asked: string[] = []
    globalThis.fetch = async (input) => {
      if (!String(input).endsWith('/reference')) return Response.json([])
      asked.push(String(input))
      return Response.json(answers[Math.min(asked.length, answers.length) - 1])
    }
    try {
      useFeed().open = () => {}
      useSession().session = {
        person: {
          id: 'person-chen',
          role: 'dispatcher',
          name: 'chen',
          title: '陈立',
          state: 'active',
          version: 1,
          scope: { kind: 'district' },
        },
        ...{ until: NOW, demo: true },
      }
      const opening = useOpening()
      await vi.waitFor(() => expect(opening.ready).toBe(true))
      const known = manyFixes().map(({ unitId }) => unitId)
      useUnits().learn(tableOf([...known, 'unit-new']))
      await vi.waitFor(() => expect(useUnits().byId.has('unit-new')).toBe(true))
      // Of whom the server will not tell, it is asked once for each time it names somebody new.
      useUnits().learn(tableOf([...known, 'unit-new', 'unit-secret']))
      await vi.waitFor(() => expect(asked).toHaveLength(3))
      useUnits().learn(tableOf([...known, 'unit-secret']))
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(asked).toHaveLength(3)
    } finally {
      globalThis.fetch = network
    }
  })
})
