import type { Area, District } from '@lianqin/shared/jurisdiction'
import type { Place } from '@lianqin/shared/wire/place'

type Bounds = District['bounds']

/** The densest townships that together hold this share of the reports make the city. */
const CITY_SHARE = 50

/** What holds all of these. */
export function boundsOf(places: readonly Place[]): Bounds {
  const lons = places.map(({ lon }) => lon)
  const lats = places.map(({ lat }) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
export const outlineOf = ({ rings }: Pick<Area, 'rings'>): Place[] => rings.flat(2).map(([lon, lat]) => ({ lon, lat }))

const around = (a: Bounds, b: Bounds): Bounds => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]

/** The crowded part of a district, where most of the work is: found from shares and sizes, not named by hand. */
export function cityBounds(areas: readonly Area[]): Bounds | null {
  const known = areas.map((area) => {
    const bounds = boundsOf(outlineOf(area))
    return { share: area.share, bounds, density: area.share / ((bounds[2] - bounds[0]) * (bounds[3] - bounds[1])) }
  })
  const dense = known.sort((a, b) => b.density - a.density)
  let held = 0
  let city: Bounds | null = null
  for (const { share, bounds } of dense) {
    if (held >= CITY_SHARE) break
    held += share
    city = city ? around(city, bounds) : bounds
  }
  return city
}
