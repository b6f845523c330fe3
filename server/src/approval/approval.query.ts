import type { Scope } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

/** Requests a reader may see: the district all, a township those about its cases, a squad its own. */
export function visibleApprovals(db: Db, scope: Scope) {
  const approvals = db.selectFrom('approval').selectAll('approval')
  switch (scope.kind) {
    case 'district':
      return approvals
    case 'area':
      return approvals.where('approval.areaId', '=', scope.areaId)
    case 'squad':
      return approvals.where('approval.squadId', '=', scope.squadId)
  }
}
