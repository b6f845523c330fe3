import type { Fix } from '@lianqin/shared/unit'
import { layFrame } from '@lianqin/shared/unit-frame'
import { packFlags, stateNumber } from '@lianqin/shared/unit-state'
import { tableOf } from '@lianqin/shared/unit-table'
import { toAge, toHeading, toSpeed, toSteps } from '@lianqin/shared/unit-values'
import { useUnits } from '../src/unit/unit.store.ts'
import { NOW } from './fixtures.ts'

const AVAILABLE = stateNumber('available')

/** Tells the console positions as the server would: who the units are, then a frame. */
export function tell(fixes: readonly Fix[], now = NOW, kind: 'delta' | 'keyframe' = 'delta'): void {
  const units = useUnits()
  const table = tableOf([...units.byId.keys()])
  units.learn(table)
  units.take(frameOf(fixes, table, now, kind))
}

export function frameOf(
  fixes: readonly Fix[],
  { generation, unitIds }: ReturnType<typeof tableOf>,
  now = NOW,
  kind: 'delta' | 'keyframe' = 'delta',
): Uint8Array {
  const at = Date.parse(now)
  const indexOf = new Map(unitIds.map((unitId, index) => [unitId, index]))
  const known = fixes.filter(({ unitId }) => indexOf.has(unitId))
  const { bytes, columns } = layFrame({ kind, at, generation }, known.length)
  for (const [row, fix] of known.entries()) {
    const index = indexOf.get(fix.unitId) ?? 0
    columns.lon[row] = toSteps(fix.lon)
    columns.lat[row] = toSteps(fix.lat)
    columns.low[row] = index
    columns.high[row] = index >> 16
    columns.age[row] = toAge(at, Date.parse(fix.at))
    columns.heading[row] = toHeading(fix.headingDeg)
    columns.speed[row] = toSpeed(fix.speedMps)
    columns.flags[row] = packFlags(AVAILABLE, at - Date.parse(fix.at), fix.accuracyM)
  }
  return bytes
}
