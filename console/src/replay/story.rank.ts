import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { ReplayStart } from '@lianqin/shared/replay'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'

/** Rows as they stood at one moment of the past, and how many lines of the log had been written by then. */
export interface Story {
  incidents: Map<Incident['id'], Incident>
  tasks: Map<Task['id'], Task>
  offers: Map<Offer['id'], Offer>
  squads: Map<Squad['id'], Squad>
  told: number
}

const byId = <Row extends { id: string }>(rows: readonly Row[]) =>
  new Map<Row['id'], Row>(rows.map((row) => [row.id, row]))

export const storyAt = (start: ReplayStart): Story => ({
  incidents: byId(start.incidents),
  tasks: byId(start.tasks),
  offers: byId(start.offers),
  squads: byId(start.squads),
  told: 0,
})

/**
 * When each line is told: in the order of the log, which is that of commits. A line is dated by its beginning, so the date
 * of a later one may be earlier by the blink of an eye; it is told with the one before it.
 */
export function tellingTimes(lines: readonly LoggedEvent[]): Float64Array {
  const times = new Float64Array(lines.length)
  for (const [index, { at }] of lines.entries()) times[index] = Math.max(Date.parse(at), times[index - 1] ?? 0)
  return times
}

/** How many lines had been told by a moment. */
export function toldBy(times: Float64Array, moment: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? 0) <= moment) low = middle + 1
    else high = middle
  }
  return low
}

/** Goes on with a story until so many lines are told: rows are replaced whole, as every screen does. */
export function tellOn(story: Story, lines: readonly LoggedEvent[], until: number): void {
  for (; story.told < until; story.told++) {
    const body = lines[story.told]?.body
    if (!body) continue
    if ('incident' in body) story.incidents.set(body.incident.id, body.incident)
    if ('task' in body) story.tasks.set(body.task.id, body.task)
    if ('offer' in body) story.offers.set(body.offer.id, body.offer)
    if ('squad' in body) story.squads.set(body.squad.id, body.squad)
  }
}
