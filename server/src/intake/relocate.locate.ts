import type { Area } from '@lianqin/shared/jurisdiction'
import type { Reference } from '@lianqin/shared/reference'
import type { Place } from '@lianqin/shared/wire/place'
import type { Relocate } from './row.merge.ts'

type Territory = Pick<Reference, 'areas' | 'places'> & { locate: (place: Place) => string | null }
type Random = () => number

/** Most reports come from where people are: near a place that has a name. */
const NEAR_A_PLACE = 0.75
/** About 300 m, in degrees of latitude. */
const NEAR = 0.0027
const TRIES = 200
const DECIMALS = 6

/**
 * Gives every report a place of its own in the demo district, from its number alone, so that a second run moves nothing:
 * an area by its share of the reports, then near one of its named places or anywhere in it.
 */
export function createRelocator({ areas, places, locate }: Territory): Relocate {
  return (externalNo) => {
    const random = randomFrom(externalNo)
    const area = areaByShare(areas, random())
    if (!area) throw new RangeError('the district has no areas to relocate into')
    const named = places.filter(({ areaId }) => areaId === area.id)
    const near = random() < NEAR_A_PLACE ? named[Math.floor(random() * named.length)] : undefined
    const [west, south, east, north] = near
      ? [near.lon - NEAR, near.lat - NEAR, near.lon + NEAR, near.lat + NEAR]
      : boxAround(area)
    const address = (near ?? area).name.zh
    for (let tries = 0; tries < TRIES; tries++) {
      const place = { lon: round(west + (east - west) * random()), lat: round(south + (north - south) * random()) }
      if (locate(place) === area.id) return { place, address }
    }
    return { place: area.centre, address: area.name.zh }
  }
}

function boxAround({ rings }: Area): [number, number, number, number] {
  const positions = rings.flat(2)
  const [lons, lats] = [positions.map(([lon]) => lon), positions.map(([, lat]) => lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

function areaByShare(areas: readonly Area[], drawn: number): Area | undefined {
  let left = drawn * areas.reduce((sum, { share }) => sum + share, 0)
  for (const area of areas) {
    left -= area.share
    if (left < 0) return area
  }
  return areas.at(-1)
}

const round = (degrees: number) => Number(degrees.toFixed(DECIMALS))

/** The same stream of numbers in 0..1 for the same text, on every machine (FNV-1a, then mulberry32). */
function randomFrom(text: string): Random {
  let state = 0x811c9dc5
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
