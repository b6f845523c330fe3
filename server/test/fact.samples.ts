import { defaultRules, type EvaluationRules } from '@lianqin/shared/evaluation/rules'
import { defaultSettings } from '@lianqin/shared/settings'
import type { CaseFact } from '../src/evaluation/case-fact.ts'
import { type Frame, openFrame } from '../src/evaluation/frame.engine.ts'

// Cases as the figures see them, for tests of rules.

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** Monday 2026-03-02 12:00 in Ningbo. */
export const NOON = Date.parse('2026-03-02T04:00:00Z')
const calendar = {
  utcOffsetMinutes: 480,
  periods: [
    { from: 480, to: 720 },
    { from: 840, to: 1080 },
  ],
  holidays: [],
  makeUpDays: [],
}

/** That Monday, with the default settings: 15 minutes to file and to dispatch, a day to check. */
export const frame = (
  rules: Partial<EvaluationRules> = {},
  span = { from: NOON - 12 * HOUR, to: NOON + 12 * HOUR },
): Frame => openFrame({ settings: { ...defaultSettings, evaluation: { ...defaultRules, ...rules } }, calendar }, span)

/** Reported at noon, filed after 5 minutes, held out after 1, accepted after 1, there after 20, done at 13:00, closed at 14:00. */
export const aFact = (change: Partial<CaseFact> = {}): CaseFact => ({
  id: 'incident-1',
  no: 1,
  areaId: 'area-gulin',
  matterId: 'matter-e0406',
  source: 'desk',
  state: 'closed',
  outcome: 'settled',
  squadId: 'squad-gulin-1',
  officerIds: [],
  isDuplicate: false,
  clock: 'urgent_hour',
  extensions: 0,
  reportedAt: NOON,
  filedAt: NOON + 5 * MINUTE,
  dueAt: NOON + 5 * MINUTE + 2 * HOUR,
  handledAt: NOON + HOUR,
  closedAt: NOON + 2 * HOUR,
  decidedAt: null,
  askedAt: NOON + 5 * MINUTE,
  firstOfferedAt: NOON + 6 * MINUTE,
  firstAcceptedAt: NOON + 7 * MINUTE,
  offeredAt: NOON + 6 * MINUTE,
  acceptedAt: NOON + 7 * MINUTE,
  departedAt: NOON + 10 * MINUTE,
  arrivedAt: NOON + 30 * MINUTE,
  reworks: 0,
  reopens: 0,
  sentBack: 0,
  notOurs: 0,
  recalled: 0,
  ...change,
})

export const notYet = { handledAt: null, closedAt: null, outcome: null, state: 'dispatched' } as const
