import { distanceM } from '@lianqin/shared/geo'
import type { Task } from '@lianqin/shared/task'
import { LOST_AFTER_MS } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'
import { follow, nowhereYet, type Presence, type Sight, type Stay } from './presence.engine.ts'
import { circle } from './zone.rank.ts'

/** A task under way, and where it leads. */
export interface Goal {
  taskId: Task['id']
  place: Place
}

/** How near, and for how long, until it is said to have arrived: standing, or going about there. */
export interface Nearness {
  withinM: number
  standsForMs: number
  staysForMs: number
}

/** Near enough to see it. Who walks past is gone in two and a half minutes, and who drives past does not stand. */
export const AT_THE_CASE: Nearness = { withinM: 100, standsForMs: 30_000, staysForMs: 180_000 }
/** Who stands does so within this: less than one walks in half a minute, more than a receiver wanders. */
const STANDS_WITHIN_M = 30

/** One unit on its way to the cases of its squad. */
export interface Approach {
  presence: Presence
  /** Where it has stood, since when; wherever it is, it has stood there for no time at least. */
  rest: (Place & { since: number }) | null
  /** At which of its goals it was said to be. */
  told: ReadonlySet<Task['id']>
}
export const noApproach: Approach = { presence: nowhereYet, rest: null, told: new Set() }

export interface ArrivalProposed {
  taskId: Task['id']
  /** When it came there, which is what a squad would have said. */
  at: number
}

/**
 * Which of a unit's tasks it seems to have arrived at, and which of those it has left again. Only proposed: a car that waits
 * round the corner has not arrived, and only its squad knows. Once for each time that it comes.
 */
export function approach(before: Approach, sight: Sight, goals: readonly Goal[], near: Nearness = AT_THE_CASE) {
  if (sight.at <= before.presence.at) return { approach: before, proposed: [], left: [] }
  const zones = goals.map(({ taskId, place }) => circle(taskId, place, near.withinM, null))
  const { presence, passages } = follow(before.presence, sight, zones)
  const rest = restAt(before, sight)
  const proposed = goals.flatMap(({ taskId }): ArrivalProposed[] => {
    const stay = before.told.has(taskId) ? undefined : presence.stays.get(taskId)
    const at = stay && cameAt(stay, rest.since, sight.at, near)
    return at === undefined ? [] : [{ taskId, at }]
  })
  const left = goals.flatMap(({ taskId }) =>
    passages
      .filter(({ kind, zoneId }) => kind === 'exit' && zoneId === taskId && before.told.has(taskId))
      .map(({ at }) => ({ taskId, at })),
  )
  const gone = new Set(left.map(({ taskId }) => taskId))
  const there = goals.map(({ taskId }) => taskId).filter((id) => before.told.has(id) && !gone.has(id))
  const told = new Set([...there, ...proposed.map(({ taskId }) => taskId)])
  return { approach: { presence, rest, told }, proposed, left }
}

function restAt({ rest, presence }: Approach, { at, lon, lat }: Sight): Place & { since: number } {
  const stands = rest && at - presence.at <= LOST_AFTER_MS && distanceM(rest, { lon, lat }) <= STANDS_WITHIN_M
  return stands ? rest : { lon, lat, since: at }
}

/** When it came, if by now it has been there for long enough. */
function cameAt({ inside, doubtedSince, countsFrom }: Stay, stoodFrom: number, now: number, near: Nearness) {
  if (!inside || doubtedSince !== null) return undefined
  const standsFrom = Math.max(countsFrom, stoodFrom)
  if (now - standsFrom >= near.standsForMs) return standsFrom
  return now - countsFrom >= near.staysForMs ? countsFrom : undefined
}
