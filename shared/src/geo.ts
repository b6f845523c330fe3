import type { Place } from './wire/place.ts'

const EARTH_M = 6_371_008.8
const RAD = Math.PI / 180

/** Metres between two places as the crow flies. */
export function distanceM(a: Place, b: Place): number {
  const dLat = (b.lat - a.lat) * RAD
  const dLon = (b.lon - a.lon) * RAD
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RAD) * Math.cos(b.lat * RAD) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)))
}
