import type { Device, Doubted, HeardDevice, Stranger } from '@lianqin/shared/device'
import type { Scope } from '@lianqin/shared/person'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'

const COLUMNS = ['id', 'protocol', 'name', 'unitId', 'crs', 'terminal', 'state', 'version'] as const
const AREA = sql<Device['areaId']>`coalesce(squad.area_id, device.area_id)`

/** Devices as they stand: each belongs where its unit's squad does now; a platform, where it was registered for. */
export const deviceRows = (db: Db) =>
  db
    .selectFrom('device')
    .leftJoin('unit', 'unit.id', 'device.unitId')
    .leftJoin('squad', 'squad.id', 'unit.squadId')
    .select(COLUMNS.map((column) => `device.${column}` as const))
    .select(AREA.as('areaId'))

/** Whose devices somebody keeps and sees: the district all, a township its own, nobody else any. */
export const mayKeep = (scope: Scope, { areaId }: Pick<Device, 'areaId'>): boolean =>
  scope.kind === 'district' || (scope.kind === 'area' && scope.areaId === areaId)

/** The devices one may see, with what was heard of each. */
export async function heardDevices(db: Db, scope: Scope, most: number): Promise<HeardDevice[]> {
  const rows = await deviceRows(db)
    .leftJoin('deviceHearing', 'deviceHearing.deviceId', 'device.id')
    .select(['heardAt', 'taken', 'refused', 'told', 'alarms', 'called'])
    .$if(scope.kind !== 'district', (query) => query.where(AREA, '=', ownArea(scope)))
    .orderBy('device.state')
    .orderBy('device.name')
    .orderBy('device.id')
    .limit(most)
    .execute()
  return rows.map(({ taken, refused, alarms, ...device }) => ({
    ...device,
    taken: taken ?? 0,
    refused: refused ?? {},
    alarms: alarms ?? {},
  }))
}

const DOUBT_COLUMNS = ['deviceId', 'unitId', 'code', 'heardAt', 'at', 'accuracyM', 'awayM'] as const

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
  deviceRows(db)
    .select('secretHash')
    .$if(ids !== null, (query) => query.where('device.id', 'in', [...(ids ?? [])]))
    .execute()
