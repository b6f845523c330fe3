import type { Calendar } from '@lianqin/shared/calendar'
import { defaultSettings, type Settings } from '@lianqin/shared/settings'
import type { Random } from '../drill/random.engine.ts'

/** What kind of day a seed makes: how much is reported, how bad the network and the timers are, how often a server dies. */
export interface Mood {
  startsAt: number
  reportsPerHour: number
  /** Everything happens on whole ticks: on a coarse one a command and its deadline often fall on the same moment. */
  tickMs: number
  /** How people at the desk are: the share of looks at which they try just anything. */
  fumbleShare: number
  /** The share of a phone's commands that are lost, sent twice, or decided on an old version; the longest a command takes. */
  lostShare: number
  twiceShare: number
  oldShare: number
  slowestMs: number
  /** The share of bells that never ring, ring twice, or ring at a moment of their own. */
  muteShare: number
  doubleShare: number
  strayShare: number
  /** The share of commands and timers in the midst of which the server dies; how long it stays away at most. */
  deathShare: number
  awayMs: number
  /** The longest the sweeper takes to come round. */
  sweepMs: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND

/** Before the national holiday, on an ordinary Thursday, on a Friday, on a make-up Sunday. All at six in the morning. */
const DAYS = ['2026-09-30', '2026-10-15', '2026-10-23', '2026-09-20']

export function moodOf(random: Random): Mood {
  const wild = random.next()
  const upTo = (most: number) => wild * random.next() * most
  return {
    startsAt: Date.parse(`${random.pick(DAYS)}T06:00:00+08:00`),
    reportsPerHour: random.between(1, 4),
    tickMs: random.pick([1, 1, SECOND, 5 * SECOND]),
    fumbleShare: random.between(0.02, 0.2),
    lostShare: upTo(0.4),
    twiceShare: upTo(0.4),
    oldShare: upTo(0.3),
    slowestMs: random.pick([2 * SECOND, 20 * SECOND, 4 * MINUTE]),
    muteShare: upTo(0.6),
    doubleShare: upTo(0.4),
    strayShare: upTo(0.4),
    deathShare: upTo(0.015),
    awayMs: random.pick([20 * SECOND, 3 * MINUTE, 20 * MINUTE]),
    sweepMs: random.pick([1200, 1200, 30 * SECOND]),
  }
}

const CALENDAR: Calendar = {
  utcOffsetMinutes: 480,
  periods: [
    { from: 480, to: 720 },
    { from: 840, to: 1080 },
  ],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
  makeUpDays: ['2026-09-20', '2026-10-10'],
}
/** The same objects for every seed: what the clocks have worked out for a calendar is kept with it. */
export const CALENDARS: readonly Calendar[] = [CALENDAR, { ...CALENDAR, workDay: 'end-of-day' }]

/** The district's settings for this day: every number that the rules look at takes several values. */
export function settingsOf(random: Random): Settings {
  const chain = () => random.pick<Settings['approvals']['extend']>([['shift-lead'], ['shift-lead', 'centre-head']])
  const answerWithinS = random.pick([30, 60, 120])
  return {
    ...defaultSettings,
    fileWithinS: random.pick([300, 900]),
    dispatchWithinS: random.pick([180, 900]),
    answerWithinS,
    remindAfterS: random.pick([20, 60]),
    turnoutWithinS: random.pick([120, 300]),
    arriveWithinS: random.pick([600, 1800]),
    checkWithinS: random.pick([1800, 4 * 3600]),
    escalateAfterS: random.pick([60, 300]),
    askAtMost: random.pick([1, 2, 5]),
    urgentAtOnce: random.pick([1, 1, 3]),
    stackAtMost: random.pick([1, 2, 3]),
    reserve: random.pick([0, 0, 1]),
    minLicensed: random.pick([0, 2]),
    approvals: { extend: chain(), suspend: chain(), forceClose: chain() },
  }
}
