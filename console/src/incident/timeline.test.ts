import { ALARM_OWNER_GONE, ALARM_SERVER_AWAY } from '@lianqin/shared/alarm'
import { declineReasons, OFFER_AWAY, OFFER_TAKEN } from '@lianqin/shared/offer'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anAlarm, anApproval, anEvent, anIncident, anOffer, aTask, NOW } from '../../test/fixtures.ts'
import { locale, locales } from '../kernel/i18n.ts'
import { useIncidents } from './incident.store.ts'
import { timelineOf } from './timeline.ts'

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => {
  locale.value = 'zh-CN'
})

const told = (kind: string, move: string, reason: string, body: object) =>
  timelineOf([anEvent({ kind, body: { move, reason, deviceAt: null, ...body } } as never)])[0]?.what ?? ''
const offer = (move: string, reason: string) => told('offer.moved', move, reason, { offer: anOffer(), task: aTask() })
const alarm = (move: string, reason: string) => told('alarm.moved', move, reason, { alarm: anAlarm() })

describe('a line of a case’s file', () => {
  it('says in words why something ended, in both languages, whoever ended it: no code of the rules is shown', () => {
    for (const language of locales) {
      locale.value = language
      for (const reason of declineReasons) expect(offer('decline', reason), language).not.toContain(reason)
      expect(offer('withdraw', OFFER_TAKEN), language).not.toMatch(/taken$/)
      expect(offer('lapse', OFFER_AWAY), language).not.toContain(OFFER_AWAY)
      expect(alarm('escalate', ALARM_SERVER_AWAY), language).not.toContain(ALARM_SERVER_AWAY)
      expect(alarm('release', ALARM_OWNER_GONE), language).not.toContain(ALARM_OWNER_GONE)
    }
  })

  it('keeps somebody’s own words as they are', () => {
    expect(offer('decline', '车胎漏气')).toContain('车胎漏气')
    expect(alarm('clear', '已电话核实')).toContain('已电话核实')
  })
})

describe('a suspension that two have to agree to', () => {
  const doer = (title: string) => ({ personId: 'person-x', title, role: 'dispatcher' }) as const
  const request = { subject: 'suspend', until: '2026-12-01T06:00:00.000Z' } as const
  const moved = { reason: null, deviceAt: null }
  const incident = anIncident({ state: 'suspended', suspendedUntil: request.until })
  const lines = () =>
    timelineOf([
      anEvent({ seq: 1, kind: 'approval.asked', by: doer('陈立'), body: { approval: anApproval(request) } } as never),
      anEvent({
        seq: 2,
        kind: 'approval.moved',
        by: doer('周敏'),
        body: { move: 'grant', ...moved, approval: anApproval({ ...request, state: 'granted' }) },
      } as never),
      anEvent({
        seq: 3,
        kind: 'approval.asked',
        by: doer('周敏'),
        body: { approval: anApproval({ ...request, id: 'approval-2', step: 2, role: 'centre-head' }) },
      } as never),
      anEvent({
        seq: 4,
        kind: 'approval.moved',
        by: doer('王正'),
        body: { move: 'grant', ...moved, approval: anApproval({ ...request, id: 'approval-2', step: 2 }) },
      } as never),
      anEvent({
        seq: 5,
        kind: 'incident.moved',
        by: doer('王正'),
        body: { move: 'suspend', ...moved, incident },
      } as never),
    ])
      .map(({ who, what }) => `${who} ${what}`.trim())
      .toReversed()

  it('is asked for by one, agreed to by two, and happens to the case', () => {
    expect(lines()).toEqual([
      '陈立 申请挂账（值班长审批）',
      '周敏 同意挂账，转中心负责人审批',
      '王正 同意挂账',
      expect.stringMatching(/^案卷挂账至 12月1日.*（经王正批准）$/),
    ])
    locale.value = 'en'
    expect(lines().join('; ')).not.toMatch(/周敏 asked|王正 was/)
  })
})

describe('a correction', () => {
  const amendments = (...rows: Partial<Parameters<typeof anIncident>[0]>[]) =>
    timelineOf([
      anEvent({ seq: 1 }),
      ...rows.map((over, index) =>
        anEvent({ seq: index + 2, kind: 'incident.amended', body: { incident: anIncident(over) } } as never),
      ),
    ])
      .map(({ what }) => what)
      .toReversed()
      .slice(1)

  it('says nothing where only the rules changed since when somebody is asked, or which places are to be filled', () => {
    expect(amendments({ askedSince: NOW, version: 2 }, { askedSince: NOW, slots: [], version: 3 })).toEqual([])
  })

  it('names the major incident by its number, and does without where this screen does not know it', () => {
    useIncidents().apply(anEvent({ body: { incident: anIncident({ no: 9 }) } }))
    expect(amendments({ partOf: 'incident-9' }, { partOf: 'incident-8' })).toEqual([
      '归入重大案件 0009',
      '归入一起重大案件',
    ])
  })

  it('says what was corrected', () => {
    expect(amendments({ urgent: true }, { major: true }, {}, { partOf: 'incident-9' }, {})).toEqual([
      '设为急件',
      '取消急件、设为重大案件',
      '取消重大',
      '归入一起重大案件',
      '移出重大案件',
    ])
  })
})
