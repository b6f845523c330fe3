import type { Scope } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

/** Tasks a reader may see: the district all, a township its own, a squad those it has taken. */
export function visibleTasks(db: Db, scope: Scope) {
  const tasks = db.selectFrom('task').selectAll('task')
  switch (scope.kind) {
    case 'district':
      return tasks
    case 'area':
      return tasks.where('task.areaId', '=', scope.areaId)
    case 'squad':
      return tasks.where('task.squadId', '=', scope.squadId)
  }
}
