import {
  LINES_ON_PAPER,
  type ReportedCase,
  type ShiftReport,
  type SquadOnDuty,
} from '@lianqin/shared/evaluation/shift-report'
import type { Squad } from '@lianqin/shared/squad'
import type { Moment } from '@lianqin/shared/wire/moment'
import { type RawBuilder, sql } from 'kysely'
import { visibleAlarms } from '../alarm/alarm.query.ts'
import { areaOf, visibleHandovers, visibleShifts } from '../duty/shift.query.ts'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Actor, Db } from '../kernel/db.ts'

type Scope = Actor['scope']
interface Shift {
  from: Moment
  to: Moment
}

/** A shift on paper, as far as whoever asks may see. */
export async function shiftReport(db: Db, scope: Scope, shift: Shift, at: Moment): Promise<ShiftReport> {
  const [cameIn, ended, open, overdue, alarms, desks, handovers, squads] = [
    await cases(db, scope, cameInDuring(shift), 'incident.no'),
    await cases(db, scope, endedDuring(shift), 'incident.closed_at'),
    await cases(db, scope, openAt(shift.to), 'incident.due_at nulls last, incident.no'),
    await countOf(db, scope, overdueAt(shift.to)),
    await alarmsDuring(db, scope, shift),
    await desksDuring(db, scope, shift),
    await handoversDuring(db, scope, shift),
    await squadsDuring(db, scope, shift),
  ]
  return {
    at,
    ...shift,
    areaId: areaOf(scope),
    cameIn,
    ended,
    open: { ...open, overdue },
    alarms,
    desks,
    handovers,
    squads,
  }
}

type Which = RawBuilder<boolean>
const cameInDuring = ({ from, to }: Shift): Which =>
  sql`incident.reported_at >= ${from}::timestamptz and incident.reported_at < ${to}::timestamptz`
const endedDuring = ({ from, to }: Shift): Which =>
  sql`incident.closed_at >= ${from}::timestamptz and incident.closed_at < ${to}::timestamptz`
const openAt = (to: Moment): Which =>
  sql`incident.reported_at < ${to}::timestamptz and (incident.closed_at is null or incident.closed_at >= ${to}::timestamptz)`
const overdueAt = (to: Moment): Which =>
  sql`${openAt(to)} and incident.due_at < ${to}::timestamptz and (incident.handled_at is null or incident.handled_at >= ${to}::timestamptz)`

async function countOf(db: Db, scope: Scope, which: Which): Promise<number> {
  const counted = await visibleIncidents(db, scope)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(which)
    .executeTakeFirstOrThrow()
  return Number(counted.n)
}

/** Who leads a case: the squad of the newest task that leads and was not given up. */
const leading = sql<
  Squad['id'] | null
>`(select task.squad_id from task where task.incident_id = incident.id and task.part = 'lead'
  and task.state in ('accepted', 'en-route', 'on-scene', 'handled', 'checked') order by task.opened_at desc, task.id desc limit 1)`

async function cases(db: Db, scope: Scope, which: Which, order: string): Promise<ShiftReport['cameIn']> {
  const listed: ReportedCase[] = await visibleIncidents(db, scope)
    .select(leading.as('squadId'))
    .where(which)
    .orderBy(sql.raw(order))
    .limit(LINES_ON_PAPER)
    .execute()
  const count = listed.length < LINES_ON_PAPER ? listed.length : await countOf(db, scope, which)
  return { count, cases: listed }
}

/** Alarms that called in the shift, or still stood when it began. */
async function alarmsDuring(db: Db, scope: Scope, { from, to }: Shift): Promise<ShiftReport['alarms']> {
  const during = visibleAlarms(db, scope)
    .where('alarm.raisedAt', '<', to)
    .where((is) => is.or([is('alarm.clearedAt', 'is', null), is('alarm.clearedAt', '>=', from)]))
  const alarms = await during
    .innerJoin('incident', 'incident.id', 'alarm.incidentId')
    .select('incident.no')
    .orderBy('alarm.raisedAt')
    .limit(LINES_ON_PAPER)
    .execute()
  const { n } = await during
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return { count: Number(n), alarms }
}

const desksDuring = (db: Db, scope: Scope, { from, to }: Shift) =>
  visibleShifts(db, scope)
    .where('deskShift.beganAt', '<', to)
    .where((is) => is.or([is('deskShift.endedAt', 'is', null), is('deskShift.endedAt', '>', from)]))
    .orderBy('deskShift.beganAt')
    .execute()

/** With the two that the shift lies between. */
const handoversDuring = (db: Db, scope: Scope, { from, to }: Shift) =>
  visibleHandovers(db, scope)
    .where('handover.state', '=', 'taken')
    .where('handover.endedAt', '>=', from)
    .where('handover.endedAt', '<=', to)
    .orderBy('handover.endedAt')
    .execute()

/** Squads that were on duty in the shift, each with its people; a period without a name is a squad that did not tell. */
async function squadsDuring(db: Db, scope: Scope, { from, to }: Shift): Promise<SquadOnDuty[]> {
  const periods = await db
    .selectFrom('dutyPeriod')
    .innerJoin('squad', 'squad.id', 'dutyPeriod.squadId')
    .leftJoin('officer', 'officer.id', 'dutyPeriod.officerId')
    .select([
      'dutyPeriod.squadId',
      'dutyPeriod.areaId',
      'dutyPeriod.officerId',
      'dutyPeriod.beganAt',
      'dutyPeriod.endedAt',
    ])
    .select(['squad.name', 'officer.name as officerName'])
    .where('dutyPeriod.beganAt', '<', to)
    .where((is) => is.or([is('dutyPeriod.endedAt', 'is', null), is('dutyPeriod.endedAt', '>', from)]))
    .$if(scope.kind !== 'district', (query) => query.where('dutyPeriod.areaId', '=', areaOf(scope)))
    .orderBy('dutyPeriod.squadId')
    .orderBy('dutyPeriod.beganAt')
    .execute()
  return [...Map.groupBy(periods, ({ squadId }) => squadId).values()].flatMap((own): SquadOnDuty[] => {
    const [first] = own
    if (!first) return []
    const { squadId, name, areaId, beganAt } = first
    const ends = own.map(({ endedAt }) => endedAt)
    const officers = own.flatMap(({ officerId, officerName, ...time }) =>
      officerId && officerName
        ? [{ id: officerId, name: officerName, beganAt: time.beganAt, endedAt: time.endedAt }]
        : [],
    )
    return [
      { squadId, name, areaId, beganAt, endedAt: ends.includes(null) ? null : (ends.sort().at(-1) ?? null), officers },
    ]
  })
}
