import type { Person } from '@lianqin/shared/person'
import { type ToldRequest, type TrackRequest, trackRequestMachine } from '@lianqin/shared/track/request'

type Somebody = Pick<Person, 'id' | 'role'> | null

/** Whether this person may agree or refuse: of a role that may, and not on an own request. */
export const awaitsWordOf = ({ state, askedById }: Pick<TrackRequest, 'state' | 'askedById'>, who: Somebody): boolean =>
  who !== null && askedById !== who.id && trackRequestMachine.movesFrom(state, who.role).includes('agree')

/** Only who asked takes it back. */
export const mayWithdraw = ({ state, askedById }: Pick<TrackRequest, 'state' | 'askedById'>, who: Somebody): boolean =>
  who !== null && askedById === who.id && trackRequestMachine.movesFrom(state, who.role).includes('withdraw')

/** Whether its file can be had, and by whom: whoever asked, so often, until its time is over. */
export const mayFetch = (
  { state, askedById, fetches, until }: Pick<TrackRequest, 'state' | 'askedById' | 'fetches' | 'until'>,
  who: Somebody,
  { now, most }: { now: number; most: number },
): boolean =>
  who !== null &&
  askedById === who.id &&
  trackRequestMachine.movesFrom(state, who.role).includes('fetch') &&
  fetches < most &&
  Date.parse(until) > now

/** What concerns somebody first: what awaits their word, the oldest of it first; then the newest. */
export const byWord =
  (who: Somebody) =>
  (a: TrackRequest, b: TrackRequest): number => {
    const [mine, other] = [awaitsWordOf(a, who), awaitsWordOf(b, who)]
    if (mine !== other) return mine ? -1 : 1
    return (mine ? 1 : -1) * (a.askedAt < b.askedAt ? -1 : 1)
  }

/** One line of a list, of a request in full or of what a squad is told of it. */
export type Listed = Omit<ToldRequest, 'squadId' | 'areaId'>
export const listed = (request: TrackRequest): Listed => ({
  ...request,
  unitIds: request.parts.flatMap(({ unitIds }) => unitIds),
})
