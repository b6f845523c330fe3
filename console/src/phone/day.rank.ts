import type { Squad } from '@lianqin/shared/squad'
import { isBinding, type Task } from '@lianqin/shared/task'
import type { Moment } from '@lianqin/shared/wire/moment'

export interface Day {
  /** What binds the squad now, the longest accepted first. */
  open: Task[]
  /** What has left its hands today, one way or another, the newest first. */
  ended: Task[]
  /** How many of these it has handled. */
  done: number
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** When a squad was last heard of about a task; what was sent back or called off has no time of its own on the row. */
export const touchedAt = (task: Task): Moment =>
  task.handledAt ?? task.arrivedAt ?? task.departedAt ?? task.acceptedAt ?? task.openedAt

/** A squad's day by the district's own midnight. A task that still binds is of today, whenever it was accepted. */
export function dayOf(tasks: Iterable<Task>, squadId: Squad['id'], now: number, utcOffsetMinutes: number): Day {
  const dayNumber = (ms: number) => Math.floor((ms + utcOffsetMinutes * MINUTE) / DAY)
  const today = dayNumber(now)
  const own = [...tasks].filter((task) => task.squadId === squadId)
  const ended = own.filter((task) => !isBinding(task.state) && dayNumber(Date.parse(touchedAt(task))) === today)
  return {
    open: own
      .filter((task) => isBinding(task.state))
      .sort((a, b) => ((a.acceptedAt ?? '') < (b.acceptedAt ?? '') ? -1 : 1)),
    ended: ended.sort((a, b) => (touchedAt(a) < touchedAt(b) ? 1 : -1)),
    done: ended.filter(({ state }) => state === 'handled' || state === 'checked').length,
  }
}
