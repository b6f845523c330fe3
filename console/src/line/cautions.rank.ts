import { type Because, isLiveOffer, type Offer } from '@lianqin/shared/offer'
import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'

type SquadId = Squad['id']

/** What to mind about an offer before it is made: none of it forbids it. */
export type Caution =
  /** Who is asked for the place now loses the offer. */
  | { code: 'takes'; squadIds: readonly SquadId[] }
  | { code: 'second'; place: number; first: SquadId }
  | { code: 'unranked'; squadId: SquadId; why: readonly Because[] }
  | { code: 'busy'; squadId: SquadId; load: number }
  | { code: 'lost'; squadId: SquadId }
  | { code: 'unknown' }

/** What forbids it, as far as this screen knows; the server has the last word. */
export type Bar =
  | { code: 'off-duty'; squadId: SquadId }
  | { code: 'no-authority'; squadId: SquadId; why: readonly Because[] }

/** What is known of an offer that is about to be made. */
export interface Proposed {
  squads: readonly (Pick<Squad, 'id' | 'state'> & { load: number; isLost: boolean })[]
  /** Offers that stand for the same place. */
  standing: readonly Pick<Offer, 'squadId' | 'state'>[]
  ranking: Pick<Recommendation, 'ranked' | 'passedOver'> | null
}

export function barOf({ squads, ranking }: Proposed): Bar | null {
  const off = squads.find(({ state }) => state === 'off-duty')
  if (off) return { code: 'off-duty', squadId: off.id }
  const unfit = squads
    .map(({ id }) => ranking?.passedOver.find(({ squadId }) => squadId === id))
    .find((one): one is Candidate => one?.competent === false)
  return unfit ? { code: 'no-authority', squadId: unfit.squadId, why: unfit.why } : null
}

/** First what is taken away, then how the choice differs from the recommended one, then how each squad stands. */
export function cautionsOf({ squads, standing, ranking }: Proposed): Caution[] {
  const chosen = new Set(squads.map(({ id }) => id))
  const losing = standing.filter(({ squadId, state }) => isLiveOffer(state) && !chosen.has(squadId))
  const takes: Caution[] = losing.length > 0 ? [{ code: 'takes', squadIds: losing.map(({ squadId }) => squadId) }] : []
  if (!ranking) return [...takes, { code: 'unknown' }]
  return [
    ...takes,
    ...differing(
      squads.map(({ id }) => id),
      ranking,
    ),
    ...squads.flatMap(standingOf),
  ]
}

function differing(ids: readonly SquadId[], { ranked, passedOver }: NonNullable<Proposed['ranking']>): Caution[] {
  const unranked = ids.flatMap((id): Caution[] => {
    if (ranked.some(({ squadId }) => squadId === id)) return []
    return [{ code: 'unranked', squadId: id, why: passedOver.find(({ squadId }) => squadId === id)?.why ?? [] }]
  })
  const [only, ...more] = ids
  const place = ranked.findIndex(({ squadId }) => squadId === only) + 1
  const first = ranked[0]?.squadId
  const isSecond = more.length === 0 && place > 1 && first !== undefined
  return isSecond ? [{ code: 'second', place, first }, ...unranked] : unranked
}

const standingOf = ({ id, load, isLost }: Proposed['squads'][number]): Caution[] => [
  ...(isLost ? [{ code: 'lost', squadId: id } as const] : []),
  ...(load > 0 ? [{ code: 'busy', squadId: id, load } as const] : []),
]
