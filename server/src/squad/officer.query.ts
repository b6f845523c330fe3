import type { Scope } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

/**
 * Officers a reader may see: the district all; a township those who serve in it and its own staff who serve elsewhere; a
 * squad its own.
 */
export function visibleOfficers(db: Db, scope: Scope) {
  const officers = db.selectFrom('officer').selectAll('officer')
  switch (scope.kind) {
    case 'district':
      return officers
    case 'area':
      return officers.where((is) =>
        is.or([
          is(
            'officer.dutySquadId',
            'in',
            is.selectFrom('squad').select('squad.id').where('squad.areaId', '=', scope.areaId),
          ),
          is(
            'officer.ownerForceId',
            'in',
            is.selectFrom('force').select('force.id').where('force.areaId', '=', scope.areaId),
          ),
        ]),
      )
    case 'squad':
      return officers.where('officer.dutySquadId', '=', scope.squadId)
  }
}
