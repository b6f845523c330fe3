import type { Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { freshness } from '@lianqin/shared/unit'

/** What a unit is shown as. Never stored: it follows from its squad's duty, tasks and offers, and from its position's age. */
export const unitStates = ['available', 'offered', 'accepted', 'enroute', 'onscene', 'lost', 'off'] as const
export type UnitState = (typeof unitStates)[number]

/** What binds a squad most: where it stands outdoes where it goes, that a question it has yet to answer, and that a promise. */
export function dutyOf(
  squad: Pick<Squad, 'state'> | undefined,
  tasks: readonly Pick<Task, 'state'>[],
  offers: readonly Pick<Offer, 'state'>[],
): Exclude<UnitState, 'lost'> {
  if (squad?.state !== 'on-duty') return 'off'
  if (tasks.some((task) => task.state === 'on-scene')) return 'onscene'
  if (tasks.some((task) => task.state === 'en-route')) return 'enroute'
  if (offers.length > 0) return 'offered'
  return tasks.some((task) => task.state === 'accepted') ? 'accepted' : 'available'
}

/** On duty without a position of the last ten minutes a unit is lost, whatever it was doing. */
export const shownAs = (duty: Exclude<UnitState, 'lost'>, fixAgeMs: number | null): UnitState =>
  duty !== 'off' && (fixAgeMs === null || freshness(fixAgeMs) === 'lost') ? 'lost' : duty
