import type { Scope } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

/** Offers a reader may see: the district all, a township those about its cases, a squad its own. */
export function visibleOffers(db: Db, scope: Scope) {
  const offers = db.selectFrom('offer').selectAll('offer')
  switch (scope.kind) {
    case 'district':
      return offers
    case 'area':
      return offers.where('offer.areaId', '=', scope.areaId)
    case 'squad':
      return offers.where('offer.squadId', '=', scope.squadId)
  }
}
