import type { Offer } from '@lianqin/shared/offer'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import { isOverrun } from '../supervision/supervision-clock.rank.ts'

/** What may ring: each thing under a name of its own, and under another one when it is said again. */
export interface Calling {
  offer: Offer | undefined
  orders: readonly Supervision[]
  /** Own tasks that were accepted and not set out for in time. */
  unacknowledged: readonly Task[]
  /** Own tasks that were taken back, and not yet read about. */
  takenBack: readonly Task[]
}

export const callsOf = ({ offer, orders, unacknowledged, takenBack }: Calling): string[] => [
  ...(offer ? [`${offer.id}/${offer.remindedAt}`] : []),
  ...takenBack.map(({ id }) => `${id}/taken-back`),
  ...unacknowledged.map(({ id, unacknowledgedAt }) => `${id}/${unacknowledgedAt}`),
  ...orders.filter(({ state }) => state === 'issued').map(({ id, issuedAt }) => `${id}/${issuedAt}`),
  ...orders.filter(isOverrun).map(({ id, overrunAt }) => `${id}/${overrunAt}`),
]
