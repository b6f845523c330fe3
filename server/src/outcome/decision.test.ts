import type { Decide } from '@lianqin/shared/decision'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { Officer } from '@lianqin/shared/officer'
import type { Party } from '@lianqin/shared/party'
import { defaultSettings } from '@lianqin/shared/settings'
import { dayOf } from '@lianqin/shared/wire/day'
import { Problem } from '@lianqin/shared/wire/problem'
import { describe, expect, it } from 'vitest'
import { type DecisionGround, judge } from './decision.engine.ts'
import type { Earlier } from './waiver.rank.ts'

const NOW = '2026-03-02T04:00:00.000Z'
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString()

const anItem = (change: Partial<EnforcementItem> = {}): EnforcementItem => ({
  id: 'item-1',
  code: 'S001',
  name: { zh: '占道经营', en: 'Street vending' },
  line: 'L01',
  basis: '《城市市容和环境卫生管理条例》',
  departmentId: 'force-city',
  delegatedTo: [],
  track: 'summary',
  firstOffence: true,
  exercised: true,
  lists: [],
  ...change,
})

const aParty = (change: Partial<Party> = {}): Party => ({
  id: 'party-1',
  kind: 'person',
  name: '王小明',
  creditCode: null,
  idTail: null,
  ...change,
})

const anOfficer = (id: `officer-${string}`, change: Partial<Officer> = {}): Officer => ({
  id,
  name: '方舟',
  kind: 'enforcement',
  ownerForceId: 'force-city',
  dutySquadId: 'squad-city-1',
  licenceNo: id,
  licenceScope: ['all'],
  licenceUntil: '2030-12-31',
  state: 'active',
  version: 1,
  ...change,
})

const anEarlier = (change: Partial<Earlier> = {}): Earlier => ({
  no: 7,
  itemId: 'item-1',
  decidedAt: daysAgo(100),
  party: aParty(),
  within: true,
  ...change,
})

const aGround = (change: Partial<DecisionGround> = {}): DecisionGround => ({
  lead: { decideBy: '2026-05-01T00:00:00.000Z' },
  item: anItem(),
  party: aParty(),
  officers: [anOfficer('officer-1'), anOfficer('officer-2')],
  earlier: [],
  settings: defaultSettings,
  now: NOW,
  dayOf: (at) => dayOf(at, 480),
  ...change,
})

const waiver: Decide = { version: 2, kind: 'no-penalty', note: '初次占道，已清理', corrected: true, minor: true }
const fine = (fineFen: number, change: Partial<Decide> = {}): Decide => ({
  version: 2,
  kind: 'penalty',
  note: '占道经营',
  fineFen,
  ...change,
})

function refusal(command: Decide, ground: Partial<DecisionGround> = {}): Pick<Problem, 'code' | 'params'> | null {
  try {
    judge(command, aGround(ground))
    return null
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return { code: problem.code, params: problem.params }
  }
}

describe('a first offence may be let go', () => {
  it('F33: no-penalty decision — first offence + corrected + on list → allowed; second offence same item in the period → refused', () => {
    expect(judge(waiver, aGround())).toEqual({ track: null, fineFen: null, officerIds: [] })
    expect(refusal(waiver, { earlier: [anEarlier()] })).toEqual({
      code: 'decision.second-offence',
      params: { no: 7, on: '2025-11-22', days: 365 },
    })
  })

  it('and each thing that the law asks for is asked for, with the reason when it is not so', () => {
    expect(refusal({ ...waiver, corrected: false })?.code).toBe('decision.not-corrected')
    expect(refusal({ ...waiver, minor: false })?.code).toBe('decision.not-minor')
    expect(refusal(waiver, { item: anItem({ firstOffence: false }) })).toEqual({
      code: 'decision.item-not-listed',
      params: { item: 'S001' },
    })
  })

  it.each<[string, Partial<Earlier>]>([
    ['another item', { itemId: 'item-2' }],
    ['another party', { party: aParty({ name: '王大明' }) }],
    ['longer ago than the period', { decidedAt: daysAgo(366) }],
    ['another of the same name, by the identity card', { party: aParty({ idTail: '1234' }) }],
  ])('what was decided about %s does not count', (_, change) => {
    const party = aParty({ idTail: '123X' })
    expect(refusal(waiver, { party, earlier: [anEarlier({ party, ...change })] })).toBeNull()
  })

  it('on the last day of the period it still counts, and the newest decision is the one named', () => {
    expect(refusal(waiver, { earlier: [anEarlier({ decidedAt: daysAgo(365) })] })?.code).toBe('decision.second-offence')
    const earlier = [anEarlier({ no: 3, decidedAt: daysAgo(200) }), anEarlier({ no: 9, decidedAt: daysAgo(20) })]
    expect(refusal(waiver, { earlier })?.params).toMatchObject({ no: 9 })
  })

  it('of another township’s decision is told that there is one, and nothing else', () => {
    expect(refusal(waiver, { earlier: [anEarlier({ within: false })] })).toEqual({
      code: 'decision.second-offence-elsewhere',
      params: { days: 365 },
    })
  })
})

describe('a penalty goes on one of three tracks', () => {
  it('F34: track choice summary/fast/ordinary — fine above on-the-spot limit cannot use summary', () => {
    expect(judge(fine(20_000), aGround())).toMatchObject({ track: 'summary', fineFen: 20_000 })
    expect(refusal(fine(20_001))).toEqual({
      code: 'decision.fine-too-high',
      params: { fineFen: 20_001, limitFen: 20_000, party: 'person' },
    })
    const party = aParty({ kind: 'organisation', name: '海曙某餐饮店' })
    expect(judge(fine(300_000), aGround({ party }))).toMatchObject({ track: 'summary' })
    expect(refusal(fine(300_001), { party })?.params).toMatchObject({ limitFen: 300_000 })
    for (const track of ['fast', 'ordinary'] as const)
      expect(judge(fine(500_000, { track }), aGround())).toMatchObject({ track, fineFen: 500_000 })
  })

  it('by default on the item’s own, and a warning is a penalty without a fine', () => {
    expect(judge(fine(0), aGround({ item: anItem({ track: 'fast' }) }))).toMatchObject({ track: 'fast', fineFen: 0 })
  })

  it('needs licensed officers, never one alone, and says who may not', () => {
    expect(judge(fine(0), aGround()).officerIds).toEqual(['officer-1', 'officer-2'])
    expect(refusal(fine(0), { officers: [anOfficer('officer-1')] })).toEqual({
      code: 'decision.too-few-officers',
      params: { have: 1, need: 2 },
    })
    const lapsed = anOfficer('officer-2', { licenceUntil: '2026-03-01' })
    expect(refusal(fine(0), { officers: [anOfficer('officer-1'), lapsed] })).toMatchObject({
      code: 'officer.licence-lapsed',
      params: { until: '2026-03-01' },
    })
    const helper = anOfficer('officer-2', { kind: 'auxiliary', licenceNo: null, licenceUntil: null })
    expect(refusal(fine(0), { officers: [anOfficer('officer-1'), helper] })?.code).toBe('officer.auxiliary')
  })
})

describe('every decision', () => {
  it('falls within ninety days, or says who extended them and why', () => {
    const lead = { decideBy: '2026-03-01T16:00:00.000Z' }
    expect(refusal(waiver, { lead })).toEqual({ code: 'decision.overdue', params: { by: '2026-03-02' } })
    expect(refusal({ ...waiver, extendedFor: '分管领导批准，等待鉴定' }, { lead })).toBeNull()
  })

  it('says only what belongs to its kind', () => {
    expect(refusal({ ...waiver, fineFen: 100 })?.params.what).toContain('fineFen')
    expect(refusal(fine(100, { corrected: true }))?.params.what).toContain('corrected')
    expect(refusal({ version: 2, kind: 'penalty', note: '占道' })?.code).toBe('request.invalid')
  })
})
