import type { Area } from '@lianqin/shared/jurisdiction'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Fix } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, aMatter, anIncident, aSquad, NOON } from '../../test/samples.ts'
import { type Ground, rank } from './dispatch.rank.ts'

const words = (text: string) => ({ zh: text, en: text })
const force = (name: string, change: Partial<Force> = {}): Force => ({
  id: `force-${name}`,
  name: words(name),
  short: words(name),
  kind: 'township',
  areaId: `area-${name}`,
  ...change,
})
const gulin: Area = {
  id: 'area-gulin',
  code: '330203103',
  name: words('gulin'),
  short: words('gulin'),
  mode: 'empowered',
  centre: { lon: 121.44, lat: 29.83 },
  rings: [],
  approximate: true,
  share: 8,
}
const FORCES = [
  force('gulin'),
  force('gaoqiao'),
  force('city', { kind: 'department', areaId: null }),
  force('direct', { kind: 'direct', areaId: null }),
]
const gulin1 = aSquad('gulin-1')
const gulin2 = aSquad('gulin-2')
const gaoqiao1 = aSquad('gaoqiao-1', { forceId: 'force-gaoqiao', areaId: 'area-gaoqiao' })
const city1 = aSquad('city-1', { forceId: 'force-city', areaId: null })
const direct1 = aSquad('direct-1', { forceId: 'force-direct', areaId: null })

const METRE_NORTH = 1 / 111_195
const there = ({ id }: Squad, metres: number, ageS = 10): [Squad['id'], Fix[]] => [
  id,
  [
    {
      unitId: `unit-${id.slice(6)}`,
      at: after(-ageS),
      lon: 121.4426,
      lat: 29.832 + metres * METRE_NORTH,
      accuracyM: 5,
      speedMps: 0,
      headingDeg: 0,
    },
  ],
]

const ground = (change: Partial<Ground> = {}): Ground => ({
  incident: anIncident({ state: 'filed' }),
  area: gulin,
  matter: aMatter,
  forces: FORCES,
  squads: [gulin1, gulin2, gaoqiao1, city1, direct1],
  fixes: new Map([
    there(gulin1, 500),
    there(gulin2, 1_500),
    there(gaoqiao1, 100),
    there(city1, 200),
    there(direct1, 300),
  ]),
  load: new Map(),
  tried: new Map(),
  now: NOON,
  ...change,
})
const names = (list: Recommendation['ranked']) => list.map(({ squadId }) => squadId.slice(6))
const whyOf = (recommendation: Recommendation, { id }: Squad) =>
  [...recommendation.ranked, ...recommendation.passedOver]
    .find(({ squadId }) => squadId === id)
    ?.why.map(({ code }) => code)

describe('authority comes before distance', () => {
  it('in an empowered township its own squads are first, the district’s direct force second, however near others are', () => {
    expect(names(rank(ground()).ranked)).toEqual(['gulin-1', 'gulin-2', 'direct-1'])
  })

  it('in a joint-liaison township the department’s squad is first, and the township helps', () => {
    const recommendation = rank(ground({ area: { ...gulin, mode: 'joint-liaison' } }))
    expect(names(recommendation.ranked)).toEqual(['city-1', 'direct-1'])
    expect(recommendation.liaisonForceId).toBe('force-gulin')
    expect(whyOf(recommendation, city1)?.[0]).toBe('authority.department')
  })

  it('so it is in an empowered township too, for a matter that was not delegated to it; its squads hear why', () => {
    const recommendation = rank(ground({ matter: { ...aMatter, delegatedTo: [] } }))
    expect(names(recommendation.ranked)).toEqual(['city-1', 'direct-1'])
    expect(whyOf(recommendation, gulin1)?.[0]).toBe('authority.not-delegated')
  })

  it('who stands near without authority is named, with the reason, and is not ranked', () => {
    const recommendation = rank(ground())
    expect(names(recommendation.passedOver)).toContain('gaoqiao-1')
    expect(whyOf(recommendation, gaoqiao1)?.[0]).toBe('authority.none')
    const far = rank(ground({ fixes: new Map([there(gulin1, 500), there(gaoqiao1, 5_100)]) }))
    expect(names(far.passedOver)).not.toContain('gaoqiao-1')
  })
})

describe('among equals', () => {
  it('the nearer one is first, and a task in hand weighs as six minutes of travel', () => {
    expect(names(rank(ground({ load: new Map([[gulin1.id, 1]]) })).ranked)).toEqual(['gulin-2', 'gulin-1', 'direct-1'])
    const farther = new Map([there(gulin1, 500), there(gulin2, 4_000)])
    expect(names(rank(ground({ fixes: farther, load: new Map([[gulin1.id, 1]]) })).ranked)).toEqual([
      'gulin-1',
      'gulin-2',
    ])
  })

  it('the name decides, so that the same state always gives the same order', () => {
    const same = new Map([there(gulin1, 500), there(gulin2, 500)])
    fc.assert(
      fc.property(fc.shuffledSubarray([gulin1, gulin2, gaoqiao1, city1, direct1], { minLength: 5 }), (squads) => {
        expect(rank(ground({ fixes: same, squads }))).toEqual(rank(ground({ fixes: same })))
      }),
    )
  })

  it('the distance is that of the nearest unit, and the time that of streets, not of crows', () => {
    const [id, far] = there(gulin1, 2_000)
    const [, near] = there(gulin1, 1_000)
    const best = rank(ground({ fixes: new Map([[id, [...far, ...near]]]) })).ranked[0]
    expect(best).toMatchObject({ squadId: id, distanceM: 1_000, minutes: 3 })
  })
})

describe('a position has an age', () => {
  it.each([
    [60, 'position.live', true],
    [61, 'position.stale', true],
    [600, 'position.stale', true],
    [601, 'position.lost', false],
  ])('of %s seconds: %s', (ageS, code, isRanked) => {
    const recommendation = rank(ground({ squads: [gulin1], fixes: new Map([there(gulin1, 500, ageS)]) }))
    expect(names(recommendation.ranked)).toEqual(isRanked ? ['gulin-1'] : [])
    expect(whyOf(recommendation, gulin1)).toContain(code)
  })

  it('and a squad without any is passed over with that reason', () => {
    const recommendation = rank(ground({ squads: [gulin1], fixes: new Map() }))
    expect(whyOf(recommendation, gulin1)).toEqual(['authority.empowered', 'position.none', 'load.free'])
    expect(recommendation.shortfalls).toMatchObject([{ code: 'short.nobody-located' }])
  })
})

describe('what is missing is said', () => {
  it.each([
    ['nobody may do it here', { squads: [gaoqiao1] }, 'short.nobody-competent'],
    ['nobody is on duty', { squads: [aSquad('gulin-1', { state: 'off-duty' })] }, 'short.nobody-on-duty'],
    ['nobody’s place is known', { squads: [gulin1], fixes: new Map() }, 'short.nobody-located'],
    [
      'everybody has been asked',
      { squads: [gulin1], tried: new Map([[gulin1.id, 'offer.declined']]) },
      'short.nobody-left',
    ],
  ] as [string, Partial<Ground>, string][])('%s', (_, change, code) => {
    expect(rank(ground(change))).toMatchObject({ ranked: [], shortfalls: [{ code }] })
  })

  it('and nothing is, as long as somebody can be asked', () => {
    expect(rank(ground()).shortfalls).toEqual([])
  })
})

it('whoever was asked, is off duty or lost is never ranked, and nobody is both ranked and passed over', () => {
  const all = [gulin1, gulin2, gaoqiao1, city1, direct1]
  const situation = fc.record({
    off: fc.subarray(all),
    asked: fc.subarray(all),
    ages: fc.array(fc.integer({ min: 0, max: 1_200 }), { minLength: 5, maxLength: 5 }),
    mode: fc.constantFrom('empowered' as const, 'joint-liaison' as const),
  })
  fc.assert(
    fc.property(situation, ({ off, asked, ages, mode }) => {
      const squads = all.map((squad) => (off.includes(squad) ? { ...squad, state: 'off-duty' as const } : squad))
      const fixes = new Map(all.map((squad, index) => there(squad, 500 + index, ages[index])))
      const tried = new Map(asked.map(({ id }) => [id, 'offer.lapsed' as const]))
      const { ranked, passedOver, shortfalls } = rank(ground({ squads, fixes, tried, area: { ...gulin, mode } }))
      for (const { squadId, distanceM } of ranked) {
        expect(squads.find(({ id }) => id === squadId)?.state).toBe('on-duty')
        expect(tried.has(squadId)).toBe(false)
        expect(distanceM).not.toBeNull()
      }
      expect(shortfalls.length).toBe(ranked.length > 0 ? 0 : 1)
      expect(new Set([...ranked, ...passedOver].map(({ squadId }) => squadId)).size).toBe(
        ranked.length + passedOver.length,
      )
    }),
    { numRuns: 500, seed: 7 },
  )
})
