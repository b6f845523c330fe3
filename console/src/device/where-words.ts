import type { Device } from '@lianqin/shared/device'
import type { Unit } from '@lianqin/shared/unit'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { useUnits } from '../unit/unit.store.ts'
import { deviceText } from './device.text.ts'

/** Datums as they are written in every language. */
export const datumNames: Record<Device['crs'], string> = {
  wgs84: 'WGS-84',
  gcj02: 'GCJ-02',
  bd09: 'BD-09',
  cgcs2000: 'CGCS2000',
}

/** A unit by its name, and what a device belongs to, in words. */
export function useWhere() {
  const units = useUnits()
  const jurisdiction = useJurisdiction()
  const unitWords = (id: Unit['id']): string => named(units.byId.get(id)?.name) || id
  const whereWords = ({ unitId, areaId }: Pick<Device, 'unitId' | 'areaId'>): string =>
    unitId ? unitWords(unitId) : areaId ? jurisdiction.areaName(areaId) : deviceText('whole-district')
  return { unitWords, whereWords }
}
