import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aGround, everybody, gulin1, gulin2, names, standing } from '../../test/ground.ts'
import { after } from '../../test/samples.ts'
import { rank } from './dispatch.rank.ts'
import type { Ground } from './ground.rank.ts'

const two = (first: number, second: number, change: Partial<Ground> = {}) =>
  names(
    rank(
      aGround({
        squads: [gulin1, gulin2],
        ...standing({ squad: gulin1, metres: first }, { squad: gulin2, metres: second }),
        ...change,
      }),
    ).ranked,
  )

describe('among equals', () => {
  it('the nearer one is first, and a task in hand weighs as six minutes of travel', () => {
    const busy = { load: new Map([[gulin1.id, 1]]) }
    expect(two(500, 1_500)).toEqual(['gulin-1', 'gulin-2'])
    expect(two(500, 1_500, busy)).toEqual(['gulin-2', 'gulin-1'])
    expect(two(500, 4_000, busy)).toEqual(['gulin-1', 'gulin-2'])
  })

  it('whoever is on an urgent or major case comes after the free ones, and still before nobody at all', () => {
    const pressed = { load: new Map([[gulin1.id, 1]]), pressed: new Set([gulin1.id]) }
    expect(two(100, 9_000, pressed)).toEqual(['gulin-2', 'gulin-1'])
    expect(two(100, 9_000, { ...pressed, squads: [gulin1] })).toEqual(['gulin-1'])
  })

  it('a live position goes before a stale one, however near that was', () => {
    const stands = standing({ squad: gulin1, metres: 100, ageS: 90 }, { squad: gulin2, metres: 3_000, ageS: 5 })
    expect(two(0, 0, stands)).toEqual(['gulin-2', 'gulin-1'])
  })

  it('who has waited longest goes first of two at the same distance, and no farther than a minute for it', () => {
    const waited = { idleSince: new Map([gulin1, gulin2].map(({ id }, n) => [id, after(-60 - n * 3_600)])) }
    expect(two(500, 500, waited)).toEqual(['gulin-2', 'gulin-1'])
    expect(two(500, 700, waited)).toEqual(['gulin-2', 'gulin-1'])
    expect(two(500, 1_000, waited)).toEqual(['gulin-1', 'gulin-2'])
  })

  it('of two that have waited for hours, the longer one; whoever had no task lately counts as longest', () => {
    const hours = new Map([gulin1, gulin2].map(({ id }, n) => [id, after(-7_200 * (n + 1))]))
    expect(two(500, 500, { idleSince: hours })).toEqual(['gulin-2', 'gulin-1'])
    expect(two(500, 500, { idleSince: new Map([[gulin1.id, after(-7_200)]]) })).toEqual(['gulin-2', 'gulin-1'])
  })

  it('the last free squad of a force stays behind if a busy one is clearly nearer', () => {
    const gulin3 = { ...gulin2, id: 'squad-gulin-3' as const }
    const stands = [
      { squad: gulin1, metres: 500 },
      { squad: gulin2, metres: 2_000 },
    ]
    const load = new Map([[gulin1.id, 1]])
    const last = aGround({ squads: [gulin1, gulin2], ...standing(...stands), load })
    expect(names(rank(last).ranked)).toEqual(['gulin-1', 'gulin-2'])
    const oneMore = standing(...stands, { squad: gulin3, metres: 9_000 })
    const covered = aGround({ squads: [gulin1, gulin2, gulin3], ...oneMore, load })
    expect(names(rank(covered).ranked)).toEqual(['gulin-2', 'gulin-1', 'gulin-3'])
  })

  it('the name decides, so that the same state always gives the same order', () => {
    const same = standing({ squad: gulin1, metres: 500 }, { squad: gulin2, metres: 500 })
    fc.assert(
      fc.property(fc.shuffledSubarray(everybody, { minLength: everybody.length }), (squads) => {
        expect(rank(aGround({ ...same, squads }))).toEqual(rank(aGround(same)))
        expect(rank(aGround({ squads }))).toEqual(rank(aGround()))
      }),
    )
  })
})

describe('the way', () => {
  const best = (...stands: Parameters<typeof standing>) => rank(aGround(standing(...stands))).ranked[0]

  it('is that of the unit which would be there first, and along streets, not as the crow flies', () => {
    expect(best({ squad: gulin1, metres: 2_000 }, { squad: gulin1, metres: 1_000, kind: 'motorcycle' })).toMatchObject({
      squadId: 'squad-gulin-1',
      unitId: 'unit-gulin-1-motorcycle',
      distanceM: 1_000,
      minutes: 3,
    })
  })

  it('is long on foot: a car three times as far is there before', () => {
    const walking = best({ squad: gulin1, metres: 1_000, kind: 'foot' }, { squad: gulin1, metres: 3_000, kind: 'car' })
    expect(walking).toMatchObject({ distanceM: 3_000, minutes: 9 })
  })

  it('is told as the map service found it, where it was asked', () => {
    const stands = standing({ squad: gulin1, metres: 500 }, { squad: gulin2, metres: 1_500 })
    const { ranked } = rank(aGround({ ...stands, travel: new Map([['unit-gulin-1-car', 12.4]]) }))
    expect(names(ranked)).toEqual(['gulin-2', 'gulin-1'])
    expect(ranked[1]).toMatchObject({ distanceM: 500, minutes: 12 })
    expect(ranked[1]?.why).toContainEqual({ code: 'travel.routed', params: { metres: 500, minutes: 12 } })
    expect(ranked[0]?.why).toContainEqual({ code: 'travel.estimated', params: { metres: 1_500, minutes: 5 } })
  })
})
