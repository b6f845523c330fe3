import type { Limit } from '@lianqin/shared/calendar'
import type { Incident } from '@lianqin/shared/incident'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { Fact } from '../kernel/event-log.ts'
import type { ClockTruth } from './clerk.engine.ts'
import { matterById } from './district.engine.ts'
import { slowAfter, slowBetween, slowDue, slowMs } from './slow-due.engine.ts'
import type { Change } from './store.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

/**
 * I24: the due time of a case is what its history of filing, extending, suspending and taking up says, counted the slow
 * way, minute by minute.
 */
export function promiseClock(world: World, { facts, after }: Change): void {
  const { clocks } = world.clerk
  const { id, dueAt } = after.incident
  for (const fact of facts) {
    const { incident, move } = fact.body as { incident?: Incident; move?: string }
    if (!incident) continue
    const next = clockAfter(world, fact.kind, { move, incident, before: clocks.get(id) })
    if (next) clocks.set(id, next)
  }
  const { due = null } = clocks.get(id) ?? {}
  const expected = due === null ? null : toMoment(due)
  if (dueAt !== expected) breakPromise(world, 'I24', `due ${dueAt} instead of ${expected}`, id)
}

interface Turn {
  move: string | undefined
  incident: Incident
  before: ClockTruth | undefined
}

function clockAfter(world: World, kind: Fact['kind'], { move, incident, before }: Turn): ClockTruth | undefined {
  const { calendar } = world.district
  if (kind === 'incident.reported') return incident.state === 'filed' ? filedNow(world, incident) : undefined
  if (kind !== 'incident.moved') return before
  if (move === 'file' || move === 'reopen') return filedNow(world, incident)
  // Two reports that were not the same: the clock it had runs on; one that had none begins.
  if (move === 'unmerge') return before ?? filedNow(world, incident)
  if (!before) return undefined
  const { limit, due, leftMs } = before
  const { clock } = limit
  if (move === 'extend' && due !== null)
    return { ...before, due: slowAfter(clock, due, slowMs(limit, calendar), calendar) }
  if (move === 'suspend' && due !== null)
    return { limit, due: null, leftMs: slowBetween(clock, world.now, due, calendar) }
  // Void while its clock stood, it keeps what was left from then on.
  if (move === 'takeUp' || (move === 'void' && due === null))
    return { ...before, due: slowAfter(clock, world.now, leftMs, calendar) }
  return before
}

function filedNow(world: World, { matterId, conditionCode }: Incident): ClockTruth {
  const now: Moment = toMoment(world.now)
  const limit: Limit | undefined = matterById
    .get(matterId)
    ?.conditions.find(({ code }) => code === conditionCode)?.limit
  if (!limit) throw new RangeError(`${matterId} has no condition ${conditionCode}`)
  return { limit, due: slowDue(now, limit, world.district.calendar), leftMs: 0 }
}
