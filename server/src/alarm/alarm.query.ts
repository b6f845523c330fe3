import type { Scope } from '@lianqin/shared/person'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'

/** Alarms a reader may see: the district all, a township its own; squads are not alarmed. */
export function visibleAlarms(db: Db, scope: Scope) {
  const alarms = db.selectFrom('alarm').selectAll('alarm')
  switch (scope.kind) {
    case 'district':
      return alarms
    case 'area':
      return alarms.where('alarm.areaId', '=', scope.areaId)
    case 'squad':
      return alarms.where(sql<boolean>`false`)
  }
}
