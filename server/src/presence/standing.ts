import type { Unit } from '@lianqin/shared/unit'
import type { Db } from '../kernel/db.ts'
import { type Approach, noApproach } from '../unit/arrival.engine.ts'
import { nowhereYet, type Presence, type Stay } from '../unit/presence.engine.ts'
import { GOING } from './goals.ts'

/** Who stands where, by what the last process wrote: a restart tells nothing twice, and sees who leaves. */
export async function openStanding(db: Db) {
  // Whoever signed off when nobody was there to hear it.
  await db
    .deleteFrom('fenceStay')
    .where('unitId', 'in', (is) =>
      is
        .selectFrom('unit')
        .innerJoin('squad', 'squad.id', 'unit.squadId')
        .select('unit.id')
        .where('squad.state', '=', 'off-duty'),
    )
    .execute()
  const inFences = new Map<Unit['id'], Presence>()
  for (const { unitId, fenceId, since, toldDwell } of await db
    .selectFrom('fenceStay')
    .selectAll()
    .where('leftAt', 'is', null)
    .execute())
    inFences.set(unitId, withStay(inFences.get(unitId), fenceId, Date.parse(since), toldDwell))
  const atGoals = new Map<Unit['id'], Approach>()
  for (const { unitId, taskId, at } of await db
    .selectFrom('arrival')
    .select(['arrival.unitId', 'arrival.taskId', 'arrival.at'])
    .innerJoin('task', 'task.id', 'arrival.taskId')
    .where('task.state', 'in', GOING)
    .where('arrival.leftAt', 'is', null)
    .execute()) {
    const before = atGoals.get(unitId) ?? noApproach
    const presence = withStay(before.presence, taskId, Date.parse(at), true)
    atGoals.set(unitId, { ...before, presence, told: new Set([...before.told, taskId]) })
  }
  return { inFences, atGoals }
}

function withStay(before: Presence = nowhereYet, zoneId: string, from: number, toldDwell: boolean): Presence {
  const stay: Stay = { inside: true, since: from, doubtedSince: null, countsFrom: from, toldDwell }
  return { at: Math.max(before.at, from), stays: new Map([...before.stays, [zoneId, stay]]) }
}
