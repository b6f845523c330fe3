import { distanceM } from '@lianqin/shared/geo'
import type { Place } from '@lianqin/shared/wire/place'
import type { ShownUnit } from '../unit/unit.store.ts'

/** A squad near a place: its unit that stands nearest, and how far that is. */
export interface NearSquad {
  shown: ShownUnit
  metres: number
}

/** As many as one looks at. */
const AT_MOST = 6

/** The squads nearest to a place, each once; who is off duty or lost stands nowhere. */
export function squadsNear(place: Place, units: Iterable<ShownUnit>): NearSquad[] {
  const nearest = new Map<string, NearSquad>()
  for (const shown of units) {
    if (!shown.fix || shown.state === 'off' || shown.freshness === 'lost') continue
    const metres = distanceM(place, shown.fix)
    const known = nearest.get(shown.unit.squadId)
    if (!known || metres < known.metres) nearest.set(shown.unit.squadId, { shown, metres })
  }
  return [...nearest.values()].sort((a, b) => a.metres - b.metres).slice(0, AT_MOST)
}
