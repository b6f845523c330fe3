import type { Scope } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

/** Supervision orders a reader may see: the district all, a township those about its cases, a squad those issued to it. */
export function visibleSupervisions(db: Db, scope: Scope) {
  const supervisions = db.selectFrom('supervision').selectAll('supervision')
  switch (scope.kind) {
    case 'district':
      return supervisions
    case 'area':
      return supervisions.where('supervision.areaId', '=', scope.areaId)
    case 'squad':
      return supervisions.where('supervision.squadId', '=', scope.squadId)
  }
}

export const ENDED_SUPERVISIONS = ['closed', 'withdrawn'] as const
