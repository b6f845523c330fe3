import { liveOfferStates } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

/**
 * Tasks a reader may see: the district all, a township its own, a squad those it has taken, those it is asked about, and
 * those of a joint call-out as long as it leads it.
 */
export function visibleTasks(db: Db, scope: Scope) {
  const tasks = db.selectFrom('task').selectAll('task')
  switch (scope.kind) {
    case 'district':
      return tasks
    case 'area':
      return tasks.where('task.areaId', '=', scope.areaId)
    case 'squad':
      return tasks.where((is) =>
        is.or([
          is('task.squadId', '=', scope.squadId),
          is(
            'task.id',
            'in',
            is
              .selectFrom('offer')
              .select('offer.taskId')
              .where('offer.squadId', '=', scope.squadId)
              .where('offer.state', 'in', liveOfferStates),
          ),
          is(
            'task.incidentId',
            'in',
            is
              .selectFrom('task as led')
              .select('led.incidentId')
              .where('led.squadId', '=', scope.squadId)
              .where('led.part', '=', 'lead')
              .where('led.state', 'in', ['accepted', 'en-route', 'on-scene', 'handled']),
          ),
        ]),
      )
  }
}
