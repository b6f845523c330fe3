import type { Device, Doubted, HeardDevice, Stranger } from '@lianqin/shared/device'
import type { Scope } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

export const DEVICE_COLUMNS = [
  'id',
  'protocol',
  'name',
  'unitId',
  'areaId',
  'crs',
  'terminal',
  'state',
  'version',
] as const

/** Whose devices somebody keeps and sees: the district all, a township its own, nobody else any. */
export const mayKeep = (scope: Scope, { areaId }: Pick<Device, 'areaId'>): boolean =>
  scope.kind === 'district' || (scope.kind === 'area' && scope.areaId === areaId)

/** The devices one may see, with what was heard of each. */
export async function heardDevices(db: Db, scope: Scope, most: number): Promise<HeardDevice[]> {
  const rows = await db
    .selectFrom('device')
    .leftJoin('deviceHearing', 'deviceHearing.deviceId', 'device.id')
    .select([...DEVICE_COLUMNS, 'heardAt', 'taken', 'refused', 'told', 'alarms'])
    .$if(scope.kind !== 'district', (query) => query.where('areaId', '=', ownArea(scope)))
    .orderBy('state')
    .orderBy('name')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ taken, refused, alarms, ...device }) => ({
    ...device,
    taken: taken ?? 0,
    refused: refused ?? {},
    alarms: alarms ?? {},
  }))
}

const DOUBT_COLUMNS = ['deviceId', 'unitId', 'code', 'heardAt', 'at', 'lon', 'lat', 'crs', 'accuracyM'] as const

/** Positions that were not believed, newest first, of units one may see: by the unit's squad, whatever device it was. */
export function visibleDoubts(db: Db, scope: Scope, most: number): Promise<Doubted[]> {
  return db
    .selectFrom('doubt')
    .innerJoin('unit', 'unit.id', 'doubt.unitId')
    .innerJoin('squad', 'squad.id', 'unit.squadId')
    .select(DOUBT_COLUMNS.map((column) => `doubt.${column}` as const))
    .$if(scope.kind !== 'district', (query) => query.where('squad.areaId', '=', ownArea(scope)))
    .orderBy('doubt.id', 'desc')
    .limit(most)
    .execute()
}

/** A leader reads none of these; a township that is nobody's equals nothing. */
const ownArea = (scope: Scope) => (scope.kind === 'area' ? scope.areaId : ('area-' as const))

export const strangers = (db: Db, most: number): Promise<Stranger[]> =>
  db.selectFrom('stranger').selectAll().orderBy('heardAt', 'desc').orderBy('name').limit(most).execute()

/** With the hash of its secret: for the book that doors ask, and for nobody else. */
export const devicesToKnow = (db: Db, ids: readonly Device['id'][] | null) =>
  db
    .selectFrom('device')
    .select([...DEVICE_COLUMNS, 'secretHash'])
    .$if(ids !== null, (query) => query.where('id', 'in', [...(ids ?? [])]))
    .execute()
