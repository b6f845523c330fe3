import { CASES_ON_SHEET, type FallbackSheet } from '@lianqin/shared/evaluation/fallback'
import type { Incident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import { boundStates } from '@lianqin/shared/task'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Words } from '@lianqin/shared/wire/words'
import { sql } from 'kysely'
import { areaOf } from '../duty/shift.query.ts'
import { OVER_STATES, visibleIncidents } from '../incident/incident.query.ts'
import type { Territory } from '../jurisdiction/territory.ts'
import type { Actor, Db } from '../kernel/db.ts'
import { visibleSquads } from '../squad/squad.query.ts'
import { visibleTasks } from '../task/task.query.ts'

type Scope = Actor['scope']

/** Everything open and everybody on duty that somebody may see, with names instead of ids. */
export async function fallbackSheet(db: Db, scope: Scope, territory: Territory, at: Moment): Promise<FallbackSheet> {
  const { district, areaById, matterById, unitsOf } = territory
  const open = visibleIncidents(db, scope).where('incident.state', 'not in', OVER_STATES)
  const incidents = await open
    .orderBy('incident.urgent', 'desc')
    .orderBy(sql`incident.due_at nulls last, incident.no`)
    .limit(CASES_ON_SHEET + 1)
    .execute()
  const squads = await visibleSquads(db, scope)
  const held = await holding(db, scope)
  const there = await onDuty(db, scope)
  const nameOf = new Map(squads.map(({ id, name }) => [id, name]))
  const word = (rows: ReadonlyMap<string, { name: Words }>, id: string): Words =>
    rows.get(id)?.name ?? { zh: id, en: id }
  const shown = incidents.slice(0, CASES_ON_SHEET)
  const numberOf = new Map(shown.map(({ id, no }) => [id, no]))
  const ofCase = Map.groupBy(held, ({ incidentId }) => incidentId)
  const ofSquad = Map.groupBy(held, ({ squadId }) => squadId)
  return {
    at,
    centre: district.centreName,
    reach: scope.kind === 'area' ? word(areaById, scope.areaId) : null,
    synthetic: district.synthetic,
    utcOffsetMinutes: district.calendar.utcOffsetMinutes,
    cases: shown.map((incident) => ({
      ...incident,
      matter: word(matterById, incident.matterId),
      area: word(areaById, incident.areaId),
      squads: (ofCase.get(incident.id) ?? []).flatMap(({ squadId }) => nameOf.get(squadId) ?? []),
    })),
    more: incidents.length > CASES_ON_SHEET ? (await countOf(open)) - CASES_ON_SHEET : 0,
    crews: squads
      .filter(({ state }) => state === 'on-duty')
      .map(({ id, name, areaId }) => ({
        squad: name,
        area: areaId === null ? null : word(areaById, areaId),
        officers: there.get(id) ?? [],
        units: (unitsOf.get(id) ?? []).map((unit) => unit.name),
        cases: (ofSquad.get(id) ?? []).flatMap(({ incidentId }) => numberOf.get(incidentId) ?? []),
      })),
  }
}

const countOf = async (open: ReturnType<typeof visibleIncidents>): Promise<number> => {
  const counted = await open
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(counted.n)
}

/** Which squad has which open case, the leading one first. */
async function holding(db: Db, scope: Scope): Promise<{ incidentId: Incident['id']; squadId: Squad['id'] }[]> {
  const tasks = await visibleTasks(db, scope)
    .where('task.state', 'in', [...boundStates, 'handled'])
    .orderBy('task.part')
    .orderBy('task.openedAt')
    .execute()
  return tasks.flatMap(({ incidentId, squadId }) => (squadId ? [{ incidentId, squadId }] : []))
}

/** Who has signed on with each squad; a township is told of its own people only. */
async function onDuty(db: Db, scope: Scope): Promise<Map<Squad['id'], string[]>> {
  const rows = await db
    .selectFrom('dutyPeriod')
    .innerJoin('officer', 'officer.id', 'dutyPeriod.officerId')
    .select(['dutyPeriod.squadId', 'officer.name'])
    .where('dutyPeriod.endedAt', 'is', null)
    .$if(scope.kind !== 'district', (query) => query.where('dutyPeriod.areaId', '=', areaOf(scope)))
    .orderBy('officer.id')
    .execute()
  const there = new Map<Squad['id'], string[]>()
  for (const { squadId, name } of rows) there.set(squadId, [...(there.get(squadId) ?? []), name])
  return there
}
