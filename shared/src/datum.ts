import type { Crs, GivenPlace, Place } from './wire/place.ts'

/** Krasovsky 1940, the ellipsoid that GCJ-02's offset is computed on. */
const A = 6378245
const EE = 0.006693421622965943
const BD = (Math.PI * 3000) / 180
const RAD = Math.PI / 180
/** Two rounds reach 1e-8 degrees; one more costs nothing. */
const ROUNDS = 4

/** GCJ-02 is defined only around China: elsewhere there is no offset. */
const hasOffset = ({ lon, lat }: Place) => lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271

const wave = (x: number) => (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)

function offset({ lon, lat }: Place): Place {
  const x = lon - 105
  const y = lat - 35
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    wave(x) +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3)
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    wave(x) +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3)
  const m = 1 - EE * Math.sin(lat * RAD) ** 2
  return {
    lon: (east * 180) / ((A / Math.sqrt(m)) * Math.cos(lat * RAD) * Math.PI),
    lat: (north * 180) / (((A * (1 - EE)) / (m * Math.sqrt(m))) * Math.PI),
  }
}

export function wgs84ToGcj02(place: Place): Place {
  if (!hasOffset(place)) return { lon: place.lon, lat: place.lat }
  const by = offset(place)
  return { lon: place.lon + by.lon, lat: place.lat + by.lat }
}

/** GCJ-02 has no published inverse: the forward formula is run against its own result until it meets. */
export function gcj02ToWgs84(place: Place): Place {
  let guess: Place = { lon: place.lon, lat: place.lat }
  for (let round = 0; round < ROUNDS; round++) {
    const there = wgs84ToGcj02(guess)
    guess = { lon: guess.lon + place.lon - there.lon, lat: guess.lat + place.lat - there.lat }
  }
  return guess
}

/** BD-09 lays a second offset, about 0.0065° east and 0.006° north, on GCJ-02. */
export function gcj02ToBd09({ lon, lat }: Place): Place {
  const z = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * BD)
  const theta = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BD)
  return { lon: z * Math.cos(theta) + 0.0065, lat: z * Math.sin(theta) + 0.006 }
}

export function bd09ToGcj02(place: Place): Place {
  let guess: Place = { lon: place.lon - 0.0065, lat: place.lat - 0.006 }
  for (let round = 0; round < ROUNDS; round++) {
    const there = gcj02ToBd09(guess)
    guess = { lon: guess.lon + place.lon - there.lon, lat: guess.lat + place.lat - there.lat }
  }
  return guess
}

const same = ({ lon, lat }: Place): Place => ({ lon, lat })

/** CGCS2000 lies within centimetres of WGS-84 (DOMAIN §6.1): for dispatch they are one, only the tag differs. */
const toWgs84: Record<Crs, (place: Place) => Place> = {
  wgs84: same,
  cgcs2000: same,
  gcj02: gcj02ToWgs84,
  bd09: (place) => gcj02ToWgs84(bd09ToGcj02(place)),
}
const fromWgs84: Record<Crs, (place: Place) => Place> = {
  wgs84: same,
  cgcs2000: same,
  gcj02: wgs84ToGcj02,
  bd09: (place) => gcj02ToBd09(wgs84ToGcj02(place)),
}

/** Brings a place in a declared datum to WGS-84. Round trips over the district stay below 0.1 m. */
export const inWgs84 = ({ crs, ...place }: GivenPlace): Place => toWgs84[crs](place)

/** A WGS-84 place as it is written in another datum: for what is handed to somebody else's map. */
export const inDatum = (place: Place, crs: Crs): GivenPlace => ({ ...fromWgs84[crs](place), crs })
