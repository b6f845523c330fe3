import type { Fence } from '@lianqin/shared/jurisdiction'
import type { Territory, TerritoryBook } from '../jurisdiction/territory.ts'
import { polygon, type Zone } from '../unit/zone.rank.ts'

const MINUTE_MS = 60_000

/** The district's fences as zones; drawn anew only when the district is. */
export function createFences(territory: TerritoryBook) {
  const held: { for: Territory | null; zones: Zone[]; byId: ReadonlyMap<Fence['id'], Fence> } = {
    for: null,
    zones: [],
    byId: new Map(),
  }
  return () => {
    const now = territory.current()
    if (held.for !== now) {
      const { fences } = now.district
      held.for = now
      held.byId = new Map(fences.map((fence) => [fence.id, fence]))
      held.zones = fences.flatMap((fence) => zoneOf(fence, now))
    }
    return held
  }
}

function zoneOf({ id, rings, areaId, dwellMin }: Fence, { areaById }: Territory): Zone[] {
  const drawn = rings ?? (areaId === null ? undefined : areaById.get(areaId)?.rings)
  return drawn ? [polygon(id, drawn, dwellMin === null ? null : dwellMin * MINUTE_MS)] : []
}
