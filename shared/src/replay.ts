import Type, { type Static } from 'typebox'
import { type LoggedEvent, LoggedEventShape } from './events.ts'
import { Incident } from './incident.ts'
import { Offer } from './offer.ts'
import { Squad } from './squad.ts'
import { Task } from './task.ts'
import { Moment } from './wire/moment.ts'
import { Nullable } from './wire/words.ts'

/** Rows as they stood at the first moment of a replay, for one reader's rights of today. */
export const ReplayStart = Type.Object({
  at: Moment,
  incidents: Type.Array(Incident),
  tasks: Type.Array(Task),
  offers: Type.Array(Offer),
  squads: Type.Array(Squad),
})
export type ReplayStart = Static<typeof ReplayStart>

/** A stretch of the past: where it begins (on its first page only), and the lines of the log that followed, in their order. */
export const ReplayPage = Type.Object({
  start: Nullable(ReplayStart),
  lines: Type.Array(Type.Unsafe<LoggedEvent>(LoggedEventShape)),
  /** Ask again after this line; null when there is no more. */
  next: Nullable(Type.Integer()),
})
export type ReplayPage = Static<typeof ReplayPage>

/** So many lines at most in one answer. */
export const REPLAY_LINES = 1_000
/** No replay is longer. */
export const LONGEST_REPLAY_MS = 31 * 86_400_000
