import { type DeclineReason, declineReasons } from '@lianqin/shared/offer'
import { REJECT_REASONS, RESULTS, SEND_BACK_REASONS } from './drill.text.ts'
import type { Random } from './random.engine.ts'

/** How a squad leader takes an offer. Lengths in seconds of simulated time. */
export interface Reaction {
  answer: 'accept' | 'decline' | 'ignore'
  reason: DeclineReason
  deliverAfterS: number
  seeAfterS: number
  answerAfterS: number
}

/** How a leader does a task. */
export interface Work {
  departAfterS: number
  workS: number
  /** Why the task goes back instead of being finished; null for nearly all. */
  sendBack: string | null
  result: string
}

/** How the desk takes a case of the drill. */
export interface Handling {
  fileAfterS: number
  /** Why a report is not filed at all; null for nearly all. */
  reject: string | null
  closeAfterS: number
  rework: boolean
  ownAfterS: number
  /** The share of the answer time after which the desk calls another squad itself; null lets the offer lapse. */
  callAgainAt: number | null
}

const DECLINES = 0.12
const IGNORES = 0.08
/** With this many tasks in hand a leader mostly says so. */
const FULL_HANDS = 3
const DECLINES_WITH_FULL_HANDS = 0.6
const SENDS_BACK = 0.04
const REJECTS = 0.06
const REWORKS = 0.03
const CALLS_AGAIN = 0.4

export function reactionTo(random: Random, { tasksInHand }: { tasksInHand: number }): Reaction {
  const chance = random.next()
  const full = random.chance(DECLINES_WITH_FULL_HANDS) && tasksInHand >= FULL_HANDS
  const answer = full || chance < DECLINES ? 'decline' : chance < DECLINES + IGNORES ? 'ignore' : 'accept'
  return {
    answer,
    reason: full ? 'busy' : random.pick(declineReasons),
    deliverAfterS: random.between(0.2, 1.5),
    seeAfterS: random.between(2, 12),
    answerAfterS: random.between(4, 35),
  }
}

export function workOn(random: Random): Work {
  return {
    departAfterS: random.between(5, 30),
    workS: random.between(90, 300),
    sendBack: random.chance(SENDS_BACK) ? random.pick(SEND_BACK_REASONS) : null,
    result: random.pick(RESULTS),
  }
}

export function handlingOf(random: Random): Handling {
  return {
    fileAfterS: random.between(10, 60),
    reject: random.chance(REJECTS) ? random.pick(REJECT_REASONS) : null,
    closeAfterS: random.between(20, 120),
    rework: random.chance(REWORKS),
    ownAfterS: random.between(12, 40),
    callAgainAt: random.chance(CALLS_AGAIN) ? random.between(0.4, 0.7) : null,
  }
}
