import type { DutyPoint, DutyTable } from '@lianqin/shared/duty'
import type { Scope } from '@lianqin/shared/person'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'

const MOST = 500

/** Duty tables of a reader's desk: the district all, a township its own. A squad has none of its own; see `readTables`. */
export function visibleTables(db: Db, scope: Scope) {
  const tables = db.selectFrom('dutyTable').selectAll('dutyTable')
  switch (scope.kind) {
    case 'district':
      return tables
    case 'area':
      return tables.where('dutyTable.areaId', '=', scope.areaId)
    case 'squad':
      return tables.where(sql<boolean>`false`)
  }
}

interface Days {
  from: string
  to: string
}

/** The same as a reader gets them: of what is published, a squad reads the points for its own people and no others. */
export async function readTables(db: Db, scope: Scope, days: Days): Promise<DutyTable[]> {
  const tables = scope.kind === 'squad' ? tablesOfSquad(db, scope.squadId) : visibleTables(db, scope)
  return tables
    .where('dutyTable.toDay', '>=', days.from)
    .where('dutyTable.fromDay', '<=', days.to)
    .orderBy('dutyTable.fromDay')
    .orderBy('dutyTable.id')
    .limit(MOST)
    .execute()
}

const COLUMNS = [
  'dutyTable.id',
  'dutyTable.areaId',
  'dutyTable.fromDay',
  'dutyTable.toDay',
  'dutyTable.state',
  'dutyTable.edition',
  'dutyTable.revises',
  'dutyTable.publishedAt',
  'dutyTable.version',
] as const

/** Published tables that name this squad's people, with those points alone: other people's never leave the database. */
function tablesOfSquad(db: Db, squadId: (Scope & { kind: 'squad' })['squadId']) {
  const own = db.selectFrom('officer').select('officer.id').where('officer.dutySquadId', '=', squadId)
  const points = sql<DutyPoint[]>`(select jsonb_agg(p.point order by p.nth)
    from jsonb_array_elements(duty_table.points) with ordinality as p(point, nth)
    where exists (select 1 from jsonb_array_elements_text(p.point -> 'officerIds') as o(id) where o.id in (${own})))`
  return db
    .selectFrom('dutyTable')
    .select(COLUMNS)
    .select(points.as('points'))
    .where('dutyTable.state', '=', 'published')
    .where(points, 'is not', null)
}
