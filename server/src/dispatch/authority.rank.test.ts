import type { Slot } from '@lianqin/shared/plan'
import { describe, expect, it } from 'vitest'
import {
  aGround,
  candidateOf,
  city1,
  direct1,
  gaoqiao1,
  gulin,
  gulin1,
  liaison,
  market1,
  names,
  standing,
  whyOf,
} from '../../test/ground.ts'
import { aMatter } from '../../test/setting.samples.ts'
import { rank } from './dispatch.rank.ts'

const undelegated = { ...aMatter, delegatedTo: [] }
const slot = (part: Slot['part'], ...forces: Slot['forces'][number][]): { slot: Slot } => ({
  slot: { id: '1', part, forces, minCrew: 0, atOnce: 1 },
})

describe('authority comes before distance', () => {
  it('in an empowered township its own squads are first, the district’s direct force second, however near others are', () => {
    expect(names(rank(aGround()).ranked)).toEqual(['gulin-1', 'gulin-2', 'direct-1'])
  })

  it('in a joint-liaison township the department’s squad is first, and the township helps', () => {
    const recommendation = rank(aGround({ area: liaison }))
    expect(names(recommendation.ranked)).toEqual(['city-1', 'direct-1'])
    expect(recommendation.liaisonForceId).toBe('force-gulin')
    expect(whyOf(recommendation, city1)?.slice(0, 2)).toEqual(['area.liaison', 'item.department'])
    expect(whyOf(recommendation, gulin1)?.slice(0, 2)).toEqual(['area.assists', 'item.delegated'])
  })

  it('so it is in an empowered township too, for a matter that was not delegated to it; its squads hear why', () => {
    const recommendation = rank(aGround({ matter: undelegated }))
    expect(names(recommendation.ranked)).toEqual(['city-1', 'direct-1'])
    expect(whyOf(recommendation, gulin1)?.slice(0, 2)).toEqual(['area.empowered', 'item.not-delegated'])
  })

  it('and a matter that was delegated is no longer the department’s there', () => {
    expect(whyOf(rank(aGround()), city1)?.slice(0, 2)).toEqual(['area.empowered', 'item.delegated-away'])
  })

  it('who stands near without authority is named, with the reason, and is not ranked', () => {
    const recommendation = rank(aGround())
    expect(candidateOf(recommendation, gaoqiao1)).toMatchObject({ competent: false })
    expect(whyOf(recommendation, gaoqiao1)?.slice(0, 2)).toEqual(['area.elsewhere', 'item.none'])
    const far = rank(aGround(standing({ squad: gulin1, metres: 500 }, { squad: gaoqiao1, metres: 5_100 })))
    expect(names(far.passedOver)).not.toContain('gaoqiao-1')
  })

  it('of those without authority only the nearest three on duty are named', () => {
    const crowd = Array.from({ length: 9 }, (_, n) => ({
      ...gaoqiao1,
      id: `squad-gaoqiao-${n}` as const,
      state: n === 0 ? ('off-duty' as const) : ('on-duty' as const),
    }))
    const stands = crowd.map((squad, n) => ({ squad, metres: 100 * (n + 1) }))
    const { passedOver } = rank(aGround({ squads: crowd, ...standing(...stands) }))
    expect(names(passedOver)).toEqual(['gaoqiao-1', 'gaoqiao-2', 'gaoqiao-3'])
  })
})

describe('a run card names the kinds it wants', () => {
  it('in order: an alternate comes after every squad of the kind before it, however near it is', () => {
    const recommendation = rank(aGround(slot('lead', 'direct', 'township')))
    expect(names(recommendation.ranked)).toEqual(['direct-1', 'gulin-1', 'gulin-2'])
    expect(whyOf(recommendation, direct1)).toContain('kind.first')
    expect(whyOf(recommendation, gulin1)).toContain('kind.alternate')
  })

  it('and passes over who is competent but was not asked for', () => {
    const recommendation = rank(aGround(slot('lead', 'direct')))
    expect(names(recommendation.ranked)).toEqual(['direct-1'])
    expect(whyOf(recommendation, gulin1)).toContain('kind.other')
    expect(candidateOf(recommendation, gulin1)?.competent).toBe(true)
    const none = rank(aGround({ ...slot('lead', 'direct'), squads: [gulin1] }))
    expect(none.shortfalls).toEqual([{ code: 'short.nobody-of-kind', params: { squads: 1 } }])
  })

  it('whoever leads needs authority, also when the card names it', () => {
    const recommendation = rank(aGround(slot('lead', 'force-market')))
    expect(recommendation).toMatchObject({ ranked: [], shortfalls: [{ code: 'short.nobody-of-kind' }] })
    expect(candidateOf(recommendation, market1)?.competent).toBe(false)
  })

  it('a member that is called by name helps under the lead’s authority and needs none of its own', () => {
    const recommendation = rank(aGround(slot('member', 'force-market', 'direct')))
    expect(names(recommendation.ranked)).toEqual(['market-1', 'direct-1'])
    expect(whyOf(recommendation, market1)?.slice(0, 3)).toEqual(['area.empowered', 'item.called', 'kind.first'])
    const helping = rank(aGround({ area: liaison, ...slot('member', 'township') }))
    expect(names(helping.ranked)).toEqual(['gulin-1', 'gulin-2'])
  })

  it('a squad of a force that the district does not know may do nothing', () => {
    const stray = { ...gulin1, forceId: 'force-nowhere' as const }
    expect(rank(aGround({ squads: [stray], area: gulin })).shortfalls).toMatchObject([
      { code: 'short.nobody-competent' },
    ])
  })
})
