import type { Roster, RosterLine } from '@lianqin/shared/duty'
import type { Officer } from '@lianqin/shared/officer'
import type { Scope } from '@lianqin/shared/person'
import type { Moment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'

// Every query here begins with those who serve within the reader's reach: other people's plans and hours are not read.

/** Who should be on at a moment, who is, and which squads on duty did not tell. Everybody in whom the two meet or differ has a line. */
export async function readRoster(db: Db, scope: Scope, at: Moment): Promise<Roster> {
  const [officers, planned, since, untoldSquads] = await Promise.all([
    serving(db, scope).selectAll('officer').orderBy('officer.dutySquadId').orderBy('officer.id').execute(),
    plannedAt(db, scope, at),
    thereAt(db, scope, at),
    untoldAt(db, scope, at),
  ])
  const lines = officers.flatMap((officer): RosterLine[] => {
    const line = { officer, planned: planned.get(officer.id) ?? [], since: since.get(officer.id) ?? null }
    return line.planned.length > 0 || line.since !== null ? [line] : []
  })
  return { at, lines, untoldSquads }
}

/** Those who serve within the reader's reach; whoever is lent out is on somebody else's roster. */
function serving(db: Db, scope: Scope) {
  const officers = db
    .selectFrom('officer')
    .innerJoin('squad', 'squad.id', 'officer.dutySquadId')
    .where('officer.state', '=', 'active')
  switch (scope.kind) {
    case 'district':
      return officers
    case 'area':
      return officers.where('squad.areaId', '=', scope.areaId)
    case 'squad':
      return officers.where('squad.id', '=', scope.squadId)
  }
}

/** Of another township's tables nothing is said, even about somebody who has come from there since. */
const tablesOf = (scope: Scope) =>
  scope.kind === 'area' ? sql`(t.area_id is null or t.area_id = ${scope.areaId})` : sql`true`

interface Planned {
  officerId: Officer['id']
  tableId: RosterLine['planned'][number]['tableId']
  post: string
  from: Moment
  to: Moment
}

async function plannedAt(db: Db, scope: Scope, at: Moment): Promise<Map<Officer['id'], RosterLine['planned']>> {
  const { rows } = await sql<Planned>`select o.id as "officerId", t.id as "tableId",
      p.point ->> 'post' as "post", p.point ->> 'from' as "from", p.point ->> 'to' as "to"
    from duty_table t
    cross join lateral jsonb_array_elements(t.points) as p(point)
    cross join lateral jsonb_array_elements_text(p.point -> 'officerIds') as o(id)
    where t.state = 'published' and ${tablesOf(scope)} and p.point ->> 'post' is not null
      and (p.point ->> 'from')::timestamptz <= ${at}::timestamptz
      and (p.point ->> 'to')::timestamptz > ${at}::timestamptz
      and o.id in (${serving(db, scope).select('officer.id')})
    order by (p.point ->> 'from')::timestamptz, t.id`.execute(db)
  const planned = new Map<Officer['id'], RosterLine['planned']>()
  for (const { officerId, ...post } of rows) planned.set(officerId, [...(planned.get(officerId) ?? []), post])
  return planned
}

const periodsAt = (db: Db, at: Moment) =>
  db
    .selectFrom('dutyPeriod')
    .where('beganAt', '<=', at)
    .where((is) => is.or([is('endedAt', 'is', null), is('endedAt', '>', at)]))

async function thereAt(db: Db, scope: Scope, at: Moment): Promise<Map<Officer['id'], Moment>> {
  const periods = await periodsAt(db, at)
    .select(['officerId', 'beganAt'])
    .where('officerId', 'in', serving(db, scope).select('officer.id'))
    .execute()
  return new Map(periods.flatMap(({ officerId, beganAt }) => (officerId ? [[officerId, beganAt] as const] : [])))
}

async function untoldAt(db: Db, scope: Scope, at: Moment): Promise<Roster['untoldSquads']> {
  const periods = await periodsAt(db, at)
    .select('squadId')
    .where('officerId', 'is', null)
    .where('squadId', 'in', serving(db, scope).select('squad.id'))
    .orderBy('squadId')
    .execute()
  return periods.map(({ squadId }) => squadId)
}
