import { LOST_AFTER_MS, STALE_AFTER_MS, type Unit } from '@lianqin/shared/unit'
import { PER_DEGREE } from '@lianqin/shared/unit-values'
import { type MapFleet, type UnitTone, unitTones } from '../map/view-model.ts'
import type { PastPlace } from './past.rank.ts'

/** A unit as the map draws it. */
interface Row {
  unit: Pick<Unit, 'id'>
  state: UnitTone
  place: PastPlace
}

const TURN = 256 / 360

/**
 * Makes fleets of rows, frame after frame. While the same units are drawn they stay in the same columns, which are written
 * in place: by that the map knows that nobody came or went, and does not write everybody's words anew with each frame.
 */
export function createPastFleet<Of extends Row>(labelOf: (row: Of) => string) {
  let ids: readonly string[] = []
  let indexes = new Map<string, number>()
  let columns = columnsFor(0)

  return (rows: readonly Of[]): MapFleet => {
    if (rows.length !== ids.length || rows.some(({ unit }, index) => unit.id !== ids[index])) {
      ids = rows.map(({ unit }) => unit.id)
      indexes = new Map(ids.map((id, index) => [id, index]))
      columns = columnsFor(ids.length)
    }
    const { lon, lat, heading, tone, stale } = columns
    for (const [index, { place, state }] of rows.entries()) {
      lon[index] = Math.round(place.lon * PER_DEGREE)
      lat[index] = Math.round(place.lat * PER_DEGREE)
      heading[index] = Math.round(place.headingDeg * TURN)
      tone[index] = unitTones.indexOf(state)
      stale[index] = Number(place.ageMs > STALE_AFTER_MS && place.ageMs <= LOST_AFTER_MS)
    }
    const known = indexes
    return {
      ...columns,
      count: rows.length,
      idOf: (index) => rows[index]?.unit.id ?? '',
      indexOf: (id) => known.get(id),
      labelOf(index) {
        const row = rows[index]
        return row ? labelOf(row) : null
      },
    }
  }
}

const columnsFor = (count: number) => ({
  lon: new Int32Array(count),
  lat: new Int32Array(count),
  heading: new Uint8Array(count),
  tone: new Uint8Array(count),
  stale: new Uint8Array(count),
})
