import type { Area, Rings } from '@lianqin/shared/jurisdiction'
import type { Place } from '@lianqin/shared/wire/place'

type Ring = Rings[number][number]

/** Even-odd rule: a ray to the east crosses the line of what it starts in an odd number of times. */
function isInRing({ lon, lat }: Place, ring: Ring): boolean {
  let inside = false
  for (let index = 0; index < ring.length; index++) {
    const [x1, y1] = ring[index] ?? [0, 0]
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [0, 0]
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

/** The township a place lies in, to show before it is sent; the server's own answer is the one that counts. */
export const areaAt = (areas: readonly Area[], place: Place): Area | undefined =>
  areas.find(({ rings }) => rings.some((polygon) => polygon.filter((ring) => isInRing(place, ring)).length % 2 === 1))
