import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { Place } from '@lianqin/shared/wire/place'
import { computed } from 'vue'
import { useSession } from '../person/session.store.ts'
import type { UnitState } from '../unit/unit.rank.ts'
import { useUnits } from '../unit/unit.store.ts'
import { useOwnPosition } from './own-position.store.ts'

/** Where I am, as this phone reads it, else as the room last knew my squad's unit; null when nobody knows. */
export function useMe() {
  const session = useSession()
  const units = useUnits()
  const position = useOwnPosition()
  return computed<(Place & { headingDeg: number; at: Moment; duty: Exclude<UnitState, 'lost'> }) | null>(() => {
    const { squadId } = session
    const known = position.here ?? (squadId ? units.locate(squadId)?.fix : null)
    if (!squadId || !known) return null
    const { lon, lat, headingDeg } = known
    const at = typeof known.at === 'number' ? toMoment(known.at) : known.at
    return { lon, lat, headingDeg, at, duty: units.dutyOfSquad(squadId) }
  })
}
