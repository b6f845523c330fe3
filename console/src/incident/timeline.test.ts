import { ALARM_OWNER_GONE, ALARM_SERVER_AWAY } from '@lianqin/shared/alarm'
import { declineReasons, OFFER_AWAY, OFFER_TAKEN } from '@lianqin/shared/offer'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anAlarm, anEvent, anOffer, aTask } from '../../test/fixtures.ts'
import { locale, locales } from '../kernel/i18n.ts'
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
