import type { DutyTable } from '@lianqin/shared/duty'
import type { Scope } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

/** Duty tables of a reader's desk: the district all, a township its own. A squad has none of its own; see `tablesOfSquad`. */
export function visibleTables(db: Db, scope: Scope) {
  const tables = db.selectFrom('dutyTable').selectAll('dutyTable')
  switch (scope.kind) {
    case 'district':
      return tables
    case 'area':
      return tables.where('dutyTable.areaId', '=', scope.areaId)
    case 'squad':
      return tables.where('dutyTable.state', '=', 'published')
  }
}

/** The same as a reader gets them: of what is published, a squad reads the points for its own people and no others. */
export async function readTables(db: Db, scope: Scope, days: { from: string; to: string }): Promise<DutyTable[]> {
  const tables = await visibleTables(db, scope)
    .where('dutyTable.toDay', '>=', days.from)
    .where('dutyTable.fromDay', '<=', days.to)
    .orderBy('dutyTable.fromDay')
    .orderBy('dutyTable.id')
    .limit(MOST)
    .execute()
  if (scope.kind !== 'squad') return tables
  const own = await db.selectFrom('officer').select('id').where('dutySquadId', '=', scope.squadId).execute()
  const isOwn = (id: string) => own.some((officer) => officer.id === id)
  return tables
    .map((table) => ({ ...table, points: table.points.filter(({ officerIds }) => officerIds.some(isOwn)) }))
    .filter(({ points }) => points.length > 0)
}

const MOST = 500
