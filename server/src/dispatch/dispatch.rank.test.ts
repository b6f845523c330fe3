import { soleSlot } from '@lianqin/shared/plan'
import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import { freshness } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aGround,
  candidateOf,
  direct1,
  everybody,
  gaoqiao1,
  gulin,
  gulin1,
  gulin2,
  liaison,
  names,
  standing,
  whyOf,
} from '../../test/ground.ts'
import { after, anIncident, aSquad } from '../../test/samples.ts'
import { aMatter } from '../../test/setting.samples.ts'
import { rank } from './dispatch.rank.ts'
import type { Ground } from './ground.rank.ts'

const only = (change: Partial<Ground> = {}) => rank(aGround({ squads: [gulin1], ...change }))

const free = aGround({ idleSince: new Map([[gulin1.id, after(-600)]]) })
/** One input, changed: whose suggestion is looked at, what changes, and which of its reasons alone may change with it. */
const CHANGES: [string, Squad, Partial<Ground>, RegExp][] = [
  ['the area’s mode', direct1, { area: liaison }, /^area/],
  ['the area', direct1, { area: { ...gulin, short: { zh: '集士港', en: 'Jishigang' } } }, /^area/],
  ['what was delegated', gulin1, { matter: { ...aMatter, delegatedTo: [] } }, /^item/],
  ['the matter', gulin1, { matter: { ...aMatter, code: 'E0129' } }, /^item/],
  ['where it stands', gulin1, standing({ squad: gulin1, metres: 900 }), /^travel/],
  ['the route', gulin1, { travel: new Map([['unit-gulin-1-car', 7]]) }, /^travel/],
  ['when it was seen', gulin1, standing({ squad: gulin1, metres: 500, ageS: 75 }), /^position/],
  ['its load', gulin1, { load: new Map([[gulin1.id, 1]]) }, /^load/],
  ['its last task', gulin1, { idleSince: new Map([[gulin1.id, after(-1_200)]]) }, /^idle/],
  ['the others’ load', gulin1, { load: new Map([[gulin2.id, 1]]) }, /^cover/],
]

it('F10: routing explains itself — every suggestion lists area rule, item rule, distance, load; changing one input changes the text', () => {
  for (const area of [gulin, liaison]) {
    for (const { why } of rank(aGround({ area })).ranked) {
      const topics = why.map(({ code }) => code.split('.')[0])
      expect(topics).toEqual(['area', 'item', 'position', 'travel', 'load', 'cover'])
    }
  }
  const said = (ground: Ground, { id }: Squad, about: (code: string) => boolean) =>
    [...rank(ground).ranked, ...rank(ground).passedOver]
      .find(({ squadId }) => squadId === id)
      ?.why.filter(({ code }) => about(code))
  for (const [what, squad, change, topic] of CHANGES) {
    const changed = { ...free, ...change }
    const own = (code: string) => topic.test(code)
    expect(said(changed, squad, own), what).not.toEqual(said(free, squad, own))
    const others = (code: string) => !topic.test(code)
    expect(said(changed, squad, others), what).toEqual(said(free, squad, others))
  }
})

it('F12: dispatch in ≤3 clicks with top-3 units — nearest available authorised unit is first; a nearer unauthorised one is listed as "not authorised"', () => {
  const gulin3 = aSquad('gulin-3')
  const { ranked, passedOver } = rank(
    aGround({
      squads: [...everybody, gulin3],
      ...standing(
        { squad: gulin1, metres: 900 },
        { squad: gulin2, metres: 600 },
        { squad: gulin3, metres: 300 },
        { squad: gaoqiao1, metres: 100 },
      ),
      load: new Map([[gulin3.id, 3]]),
    }),
  )
  expect(names(ranked).slice(0, 3)).toEqual(['gulin-2', 'gulin-1'])
  expect(passedOver[0]).toMatchObject({ squadId: 'squad-gaoqiao-1', competent: false, distanceM: 100 })
  expect(passedOver.find(({ squadId }) => squadId === gulin3.id)).toMatchObject({ competent: true })
})

describe('a position has an age', () => {
  it.each([
    [60, 'position.live', true],
    [61, 'position.stale', true],
    [600, 'position.stale', true],
    [601, 'position.lost', false],
  ])('of %s seconds: %s', (ageS, code, isRanked) => {
    const recommendation = only(standing({ squad: gulin1, metres: 500, ageS }))
    expect(names(recommendation.ranked)).toEqual(isRanked ? ['gulin-1'] : [])
    expect(whyOf(recommendation, gulin1)).toContain(code)
  })

  it('F20: unit silent 11 min turns "lost" and leaves the available list', () => {
    const silent = standing({ squad: gulin1, metres: 500, ageS: 11 * 60 }, { squad: gulin2, metres: 1_500 })
    const { ranked, passedOver } = rank(aGround({ squads: [gulin1, gulin2], ...silent }))
    expect(names(ranked)).toEqual(['gulin-2'])
    expect(passedOver[0]?.why).toContainEqual({ code: 'position.lost', params: { ageS: 660 } })
    expect(passedOver[0]).toMatchObject({ unitId: null, distanceM: null, minutes: null })
    expect(freshness(11 * 60_000)).toBe('lost')
  })

  it('and a squad without any is passed over with that reason', () => {
    const recommendation = only(standing())
    expect(whyOf(recommendation, gulin1)).toContain('position.none')
    expect(recommendation.shortfalls).toMatchObject([{ code: 'short.nobody-located' }])
  })
})

describe('a squad is passed over', () => {
  const staffed = (crew: number | null, licensed: number | null) => ({ squads: [{ ...gulin1, crew, licensed }] })
  const crewOf = (minCrew: number) => ({ slot: { ...soleSlot(1), minCrew } })

  it.each([
    [
      'with too few people for the place',
      { ...staffed(2, 2), ...crewOf(3) },
      'crew.too-small',
      'short.crews-too-small',
    ],
    ['with too few licences for an enforcement task', staffed(5, 1), 'licence.too-few', 'short.too-few-licensed'],
    ['with its hands full', { load: new Map([[gulin1.id, 3]]) }, 'load.full', 'short.all-full'],
    [
      'that is the force’s reserve',
      { limits: { stackAtMost: 3, reserve: 1, minLicensed: 2 } },
      'cover.reserve',
      'short.reserve-only',
    ],
  ] as [string, Partial<Ground>, string, string][])('%s', (_, change, code, short) => {
    const recommendation = only(change)
    expect(recommendation).toMatchObject({ ranked: [], shortfalls: [{ code: short, params: { squads: 1 } }] })
    expect(whyOf(recommendation, gulin1)).toContain(code)
    expect(candidateOf(recommendation, gulin1)?.competent).toBe(true)
  })

  it('but not for people nobody told of, and as a member not for want of licences', () => {
    expect(names(only({ ...staffed(null, null), ...crewOf(3) }).ranked)).toEqual(['gulin-1'])
    const member = { slot: { ...soleSlot(1), part: 'member' as const, forces: ['township' as const] } }
    expect(names(only({ ...staffed(5, 0), ...member }).ranked)).toEqual(['gulin-1'])
    const enough = only({ ...staffed(4, 2), ...crewOf(3) })
    expect(whyOf(enough, gulin1)).toEqual(expect.arrayContaining(['crew.enough', 'licence.enough']))
  })

  it('for the reserve only if that leaves too few: not while another is free, not if it is busy anyway, never from an urgent case', () => {
    const limits = { stackAtMost: 3, reserve: 1, minLicensed: 2 }
    expect(names(rank(aGround({ squads: [gulin1, gulin2], limits })).ranked)).toEqual(['gulin-1', 'gulin-2'])
    expect(names(only({ limits, load: new Map([[gulin1.id, 1]]) }).ranked)).toEqual(['gulin-1'])
    expect(names(only({ limits, incident: anIncident({ urgent: true }) }).ranked)).toEqual(['gulin-1'])
  })
})

describe('what is missing is said', () => {
  it.each([
    ['nobody may do it here', { squads: [gaoqiao1] }, 'short.nobody-competent'],
    ['nobody is on duty', { squads: [aSquad('gulin-1', { state: 'off-duty' })] }, 'short.nobody-on-duty'],
    ['nobody’s place is known', { squads: [gulin1], ...standing() }, 'short.nobody-located'],
    [
      'everybody has been asked',
      { squads: [gulin1], tried: new Map([[gulin1.id, 'offer.declined']]) },
      'short.nobody-left',
    ],
    [
      'the last one that was left dropped out',
      { squads: [gulin1, aSquad('gulin-2', { state: 'off-duty' })], load: new Map([[gulin1.id, 9]]) },
      'short.all-full',
    ],
  ] as [string, Partial<Ground>, string][])('%s', (_, change, code) => {
    expect(rank(aGround(change))).toMatchObject({ ranked: [], shortfalls: [{ code }] })
  })

  it('and nothing is, as long as somebody can be asked', () => {
    expect(rank(aGround()).shortfalls).toEqual([])
  })
})

describe('whatever the situation', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 1_200 }), { minLength: 6, maxLength: 6 })
  const situation = fc
    .record({
      off: fc.subarray(everybody),
      asked: fc.subarray(everybody),
      ages: minutes,
      metres: minutes,
      loads: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 6, maxLength: 6 }),
      area: fc.constantFrom(gulin, liaison),
      delegatedTo: fc.subarray([gulin.id]),
      reserve: fc.integer({ min: 0, max: 2 }),
      order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
    })
    .map(({ off, asked, ages, metres, loads, area, delegatedTo, reserve, order }) => {
      const squads = everybody.map((squad) => (off.includes(squad) ? { ...squad, state: 'off-duty' as const } : squad))
      const stands = everybody.map((squad, n) => ({ squad, metres: metres[n] ?? 0, ageS: ages[n] ?? 0 }))
      const ground = aGround({
        area,
        matter: { ...aMatter, delegatedTo },
        squads,
        ...standing(...stands),
        load: new Map(everybody.map(({ id }, n) => [id, loads[n] ?? 0])),
        tried: new Map(asked.map(({ id }) => [id, 'offer.lapsed' as const])),
        limits: { stackAtMost: 3, reserve, minLicensed: 2 },
      })
      return { ground, order }
    })
  const always = (holds: (ground: Ground, recommendation: Recommendation, order: number[]) => void) =>
    fc.assert(
      fc.property(situation, ({ ground, order }) => holds(ground, rank(ground), order)),
      { numRuns: 500, seed: 7 },
    )

  it('whoever was asked, is off duty, full or lost is never ranked, and nobody is both ranked and passed over', () => {
    always(({ squads, tried, load }, { ranked, passedOver, shortfalls }) => {
      for (const { squadId, distanceM } of ranked) {
        expect(squads.find(({ id }) => id === squadId)?.state).toBe('on-duty')
        expect(tried.has(squadId)).toBe(false)
        expect(load.get(squadId)).toBeLessThan(3)
        expect(distanceM).not.toBeNull()
      }
      expect(shortfalls.length).toBe(ranked.length > 0 ? 0 : 1)
      const named = [...ranked, ...passedOver].map(({ squadId }) => squadId)
      expect(new Set(named).size).toBe(named.length)
    })
  })

  it('authority goes before distance, and everybody who is ranked has it; everybody who has it is listed', () => {
    const tierOf = (candidate: Candidate) =>
      Number(candidate.why.some(({ code }) => code === 'item.delegated' || code === 'item.department'))
    always(({ squads, area, matter }, { ranked, passedOver }) => {
      expect(ranked.every(({ competent }) => competent)).toBe(true)
      const tiers = ranked.map(tierOf)
      expect(tiers).toEqual(tiers.toSorted((a, b) => b - a))
      const acts = area.mode === 'empowered' && matter.delegatedTo.length > 0
      const may = squads.filter(({ forceId }) =>
        ['force-direct', acts ? 'force-gulin' : 'force-city'].includes(forceId),
      )
      const listed = [...ranked, ...passedOver].filter(({ competent }) => competent)
      expect(names(listed).sort()).toEqual(may.map(({ id }) => id.slice(6)).sort())
    })
  })

  it('the order in which squads, forces and units are given decides nothing', () => {
    always((ground, recommendation, order) => {
      const squads = order.flatMap((n) => ground.squads[n] ?? [])
      const fixes = new Map([...ground.fixes].reverse())
      expect(rank({ ...ground, squads, fixes, forces: ground.forces.toReversed() })).toEqual(recommendation)
    })
  })
})
