import { isLiveOffer, type OfferState } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { TaskState } from '@lianqin/shared/task'
import { LOST_AFTER_MS, STALE_AFTER_MS } from '@lianqin/shared/unit'
import type { UnitState } from '@lianqin/shared/unit-state'
import { hasFix, type Newest } from './newest.ts'

/** What binds a squad at the moment. */
export interface Bound {
  duty: Squad['state']
  tasks: readonly TaskState[]
  offers: readonly OfferState[]
}

/** What the units of a squad are doing: where it stands outdoes where it goes, that a question it has yet to answer, and that a promise. */
export function stateOf({ duty, tasks, offers }: Bound): UnitState {
  if (duty === 'off-duty') return 'off-duty'
  if (tasks.includes('on-scene')) return 'on-scene'
  if (tasks.includes('en-route')) return 'en-route'
  if (offers.some(isLiveOffer)) return 'offered'
  return tasks.includes('accepted') ? 'accepted' : 'available'
}

/**
 * Whose position has grown stale or been lost between two moments, without a word from them: screens are told of these as of
 * those who moved (`touch` them). Unix milliseconds, the first not included.
 */
export function agedSince(newest: Newest, from: number, now: number): number[] {
  const aged: number[] = []
  for (let index = 0; index < newest.unitIds.length; index++) {
    const at = newest.at[index] ?? 0
    if (hasFix(newest, index) && ageOf(from - at) !== ageOf(now - at)) aged.push(index)
  }
  return aged
}

const ageOf = (ms: number) => (ms <= STALE_AFTER_MS ? 0 : ms <= LOST_AFTER_MS ? 1 : 2)
