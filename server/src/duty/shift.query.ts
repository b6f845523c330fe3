import type { OpenWork } from '@lianqin/shared/handover'
import { LISTED_AT_MOST } from '@lianqin/shared/handover'
import type { Person, Scope } from '@lianqin/shared/person'
import { DISTRICT_ALONE } from '@lianqin/shared/rights'
import { type Colleague, deskRoles } from '@lianqin/shared/shift'
import type { Moment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { OVER_STATES, visibleIncidents } from '../incident/incident.query.ts'
import type { Actor, Db } from '../kernel/db.ts'

/** The township a desk is for; null is the district's. */
export const areaOf = (scope: Scope) => (scope.kind === 'area' ? scope.areaId : null)

/** A desk's own affairs are heard at that desk and by the district; another township hears nothing of them. */
export const deskAudience = (areaId: ReturnType<typeof areaOf>) => ({
  audience: [areaId ?? DISTRICT_ALONE],
  incidentId: null,
})

/** Shifts of the desks within a reader's reach: the district's see all, a township's its own. */
export const visibleShifts = (db: Db, scope: Scope) => {
  const shifts = db.selectFrom('deskShift').selectAll('deskShift')
  return scope.kind === 'district' ? shifts : shifts.where('deskShift.areaId', '=', areaOf(scope))
}

/** Hand-overs at the desks within a reader's reach. */
export const visibleHandovers = (db: Db, scope: Scope) => {
  const handovers = db.selectFrom('handover').selectAll('handover')
  return scope.kind === 'district' ? handovers : handovers.where('handover.areaId', '=', areaOf(scope))
}

/** Alarms that a person has taken on and that still stand. */
export const ownedAlarms = (db: Db, personId: Person['id']) =>
  db.selectFrom('alarm').selectAll('alarm').where('alarm.ownerId', '=', personId).where('alarm.state', '=', 'owned')

/** What somebody leaves behind: the alarms they own, and the open cases within their reach, soonest due first. */
export async function openWork(db: Db, scope: Scope, personId: Person['id'], now: Moment): Promise<OpenWork> {
  const open = visibleIncidents(db, scope).where('incident.state', 'not in', OVER_STATES).clearSelect()
  const [alarms, counted, first] = await Promise.all([
    ownedAlarms(db, personId).orderBy('raisedAt').execute(),
    open
      .select(({ fn }) => [fn.countAll<number>().as('cases'), overdueBy(now).as('overdue')])
      .executeTakeFirstOrThrow(),
    open.select('incident.id').orderBy('incident.dueAt').orderBy('incident.no').limit(LISTED_AT_MOST).execute(),
  ])
  return {
    alarms: alarms.map(({ id, incidentId, kind }) => ({ id, incidentId, kind })),
    cases: Number(counted.cases),
    overdue: Number(counted.overdue),
    incidentIds: first.map(({ id }) => id),
  }
}

const overdueBy = (now: Moment) =>
  sql<number>`count(*) filter (where incident.handled_at is null and incident.due_at < ${now}::timestamptz)`

/** Those who may take over somebody's work, those at their desks first: they reach as far, see `reachesAsFar`. */
export async function colleaguesOf(db: Db, { personId, scope }: Actor): Promise<Colleague[]> {
  const people = await db
    .selectFrom('person')
    .leftJoin('deskShift', (join) =>
      join.onRef('deskShift.personId', '=', 'person.id').on('deskShift.state', '=', 'on'),
    )
    .select(['person.id', 'person.title', 'person.role', 'person.scope', 'deskShift.beganAt as since'])
    .where('person.state', '=', 'active')
    .where('person.role', 'in', deskRoles)
    .where('person.id', '!=', personId ?? 'person-none')
    .where(
      sql<boolean>`(person.scope ->> 'kind' = 'district'
        or (person.scope ->> 'kind' = 'area' and person.scope ->> 'areaId' = ${areaOf(scope)}))`,
    )
    .orderBy('deskShift.beganAt')
    .orderBy('person.title')
    .execute()
  return people.map(({ scope: reach, ...person }) => ({ ...person, areaId: areaOf(reach) }))
}
