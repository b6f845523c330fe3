import type { Scope } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import type { Db } from '../kernel/db.ts'

/** The squads a reader may see: its township's and the district-wide ones; a squad sees itself. */
export async function visibleSquads(db: Db, scope: Scope): Promise<Squad[]> {
  const squads = db.selectFrom('squad').selectAll().orderBy('id')
  switch (scope.kind) {
    case 'district':
      return squads.execute()
    case 'area':
      return squads.where((is) => is.or([is('areaId', '=', scope.areaId), is('areaId', 'is', null)])).execute()
    case 'squad':
      return squads.where('id', '=', scope.squadId).execute()
  }
}
