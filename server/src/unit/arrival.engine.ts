import type { Task } from '@lianqin/shared/task'
import type { Place } from '@lianqin/shared/wire/place'
import { follow, type Presence, type Sight } from './presence.engine.ts'
import { circle } from './zone.rank.ts'

/** A task under way, and where it leads. */
export interface Goal {
  taskId: Task['id']
  place: Place
}

/** How near, and for how long, until it is said to have arrived. */
export interface Nearness {
  withinM: number
  forMs: number
}

/** Near enough to see it, long enough not to have driven past. */
export const AT_THE_CASE: Nearness = { withinM: 100, forMs: 30_000 }

export interface ArrivalProposed {
  taskId: Task['id']
  /** When it came there, which is what a squad would have said. */
  at: number
}

/**
 * Which of a unit's tasks it seems to have arrived at. Only proposed: a car that waits round the corner has not arrived, and
 * only its squad knows. Once for each time that it comes.
 */
export function proposeArrivals(
  presence: Presence,
  sight: Sight,
  goals: readonly Goal[],
  near: Nearness = AT_THE_CASE,
) {
  const zones = goals.map(({ taskId, place }) => circle(taskId, place, near.withinM, near.forMs))
  const followed = follow(presence, sight, zones)
  const proposed = goals.flatMap(({ taskId }): ArrivalProposed[] =>
    followed.passages
      .filter(({ kind, zoneId }) => kind === 'dwell' && zoneId === taskId)
      .map(({ at }) => ({ taskId, at: at - near.forMs })),
  )
  return { presence: followed.presence, proposed }
}
