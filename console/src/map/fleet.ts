import { PER_DEGREE } from '@lianqin/shared/unit-values'
import { type MapFleet, type MapUnit, NOT_DRAWN, type Point, unitTones } from './view-model.ts'

const HEADINGS = 256

/** Rows of a few units as a fleet. */
export function fleetOf(units: readonly MapUnit[]): MapFleet {
  const indexes = new Map(units.map(({ id }, index) => [id, index]))
  return {
    count: units.length,
    lon: Int32Array.from(units, ({ lon }) => Math.round(lon * PER_DEGREE)),
    lat: Int32Array.from(units, ({ lat }) => Math.round(lat * PER_DEGREE)),
    heading: Uint8Array.from(units, ({ headingDeg }) => Math.round((headingDeg * HEADINGS) / 360)),
    tone: Uint8Array.from(units, ({ tone }) => unitTones.indexOf(tone)),
    stale: Uint8Array.from(units, ({ stale }) => (stale ? 1 : 0)),
    idOf: (index) => units[index]?.id ?? '',
    indexOf: (id) => indexes.get(id),
    labelOf: (index) => units[index]?.label ?? null,
  }
}

export const fleetPlace = ({ lon, lat }: MapFleet, index: number): Point => ({
  lon: (lon[index] ?? 0) / PER_DEGREE,
  lat: (lat[index] ?? 0) / PER_DEGREE,
})

/** Null of one that is not drawn. */
export function fleetPoint(fleet: MapFleet, id: string): (Point & { label: string | null }) | null {
  const index = fleet.indexOf(id)
  if (index === undefined || fleet.tone[index] === NOT_DRAWN) return null
  return { ...fleetPlace(fleet, index), label: fleet.labelOf(index) }
}
