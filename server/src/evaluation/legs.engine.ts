import type { Leg } from '@lianqin/shared/evaluation/indicator'
import type { At, CaseFact } from './case-fact.ts'
import { type Frame, within } from './frame.engine.ts'

/** From when to when each stretch of a case's way goes (report, file, dispatch, accept, depart, arrive, finish, close). */
const ends: Record<Leg, (fact: CaseFact) => [from: At, to: At]> = {
  file: ({ reportedAt, filedAt }) => [reportedAt, filedAt],
  // Held out to the squad that took it: what others cost who declined or did not answer is the desk's time, not that squad's.
  dispatch: ({ askedAt, offeredAt }) => [askedAt, offeredAt],
  accept: ({ offeredAt, acceptedAt }) => [offeredAt, acceptedAt],
  depart: ({ acceptedAt, departedAt }) => [acceptedAt, departedAt],
  arrive: ({ departedAt, arrivedAt }) => [departedAt, arrivedAt],
  finish: ({ arrivedAt, handledAt }) => [arrivedAt, handledAt],
  close: ({ handledAt, closedAt, state }) => [handledAt, state === 'closed' ? closedAt : null],
}

/** How long a stretch took, in milliseconds of running time, if it ended in the period; null otherwise. */
export function legMs(leg: Leg, fact: CaseFact, frame: Frame): number | null {
  const [from, to] = ends[leg](fact)
  return from !== null && within(frame, to) && to >= from ? to - from : null
}

/** How long it may take; null without a standard. */
export function standardMs(leg: Leg, { rules }: Pick<Frame, 'rules'>): number | null {
  const seconds = rules.standardS[leg]
  return seconds === null ? null : seconds * 1000
}
