import type { AlarmName } from '@lianqin/shared/device'
import { tidy } from './octets.codec.ts'
import { alarmIn } from './osmand-alarm.codec.ts'
import { readClientJson } from './osmand-json.codec.ts'
import { type Pairs, pairsIn } from './pairs.codec.ts'
import { type DeviceMessage, type DeviceRequest, type Facts, fault, NO_ALARMS, type Report } from './report.ts'
import { addFact, headingIn, nameIn, noneIfEmpty, numberIn, percentIn, placeIn, sizeIn, speedIn } from './said.codec.ts'
import { momentIn } from './said-time.codec.ts'

/** The protocol counts in knots; the app it is named after does not, and says `speed_mps` (see `device-address.ts`). */
const KNOT_MPS = 1852 / 3600
const NEIGHBOURS_MOST = 20

/** What is read into the report itself, each at its place in `Said`. */
const AT = {
  id: 0,
  deviceid: 1,
  valid: 2,
  timestamp: 3,
  lat: 4,
  lon: 5,
  location: 6,
  accuracy: 7,
  speed: 8,
  bearing: 9,
  heading: 10,
  altitude: 11,
  sat: 12,
  batt: 13,
  ignition: 14,
  alarm: 15,
  speed_mps: 16,
} as const
const PLACES: ReadonlyMap<string, number> = new Map(Object.entries(AT))
/** What was said under each name of the protocol; of one that comes twice the first counts. */
type Said = (string | undefined)[]

/**
 * OsmAnd and Traccar Client: `id` or `deviceid`, `timestamp` (seconds, milliseconds or ISO; without one it is now), `lat` and
 * `lon` or `location`, and what else they know, in the query or as a form; the newer client sends JSON instead. Parameters
 * that are not of the protocol become facts. `called`: by whom it is known already, whatever it calls itself.
 */
export function readOsmand(request: DeviceRequest, now: number, called: string | null = null): DeviceMessage {
  const start = request.body === '' ? '' : request.body.trimStart().charAt(0)
  if (start === '{' || start === '[') return readClientJson(request, now, called)
  const pairs = start === '' ? pairsIn(request.query) : pairsIn(request.query, request.body)
  if (pairs.names.length === 0 && called === null) return fault('request.empty')
  const { said, facts } = sorted(pairs)
  const name = nameIn(said[AT.id]) ?? nameIn(said[AT.deviceid]) ?? called
  if (name === null) return fault('request.no-device')
  const at = said[AT.timestamp] === undefined ? now : momentIn(said[AT.timestamp])
  if (at === null) return fault('request.time')
  const [latThere, lonThere] = said[AT.location]?.split(',') ?? []
  const lat = said[AT.lat] ?? latThere
  const lon = said[AT.lon] ?? lonThere
  if (lat === undefined && lon === undefined) return statusOf(name, at, said, facts)
  const place = placeIn(lon, lat)
  if (!place) return fault('request.place')
  return { kind: 'reports', names: [name], reports: [reportIn(said, at, place, facts)], spoilt: 0 }
}

/** A button may be pressed where no place is known. */
const statusOf = (name: string, at: number, said: Said, facts: Facts): DeviceMessage => ({
  kind: 'status',
  names: [name],
  at,
  alarms: alarmsIn(said[AT.alarm]),
  facts,
})

function sorted({ names, values }: Pairs): { said: Said; facts: Facts } {
  const said: Said = new Array(PLACES.size).fill(undefined)
  const facts: Facts = {}
  const cells: string[] = []
  const wifi: string[] = []
  for (let nth = 0; nth < names.length; nth++) {
    const name = names[nth] ?? ''
    const value = values[nth] ?? ''
    const place = PLACES.get(name)
    if (place !== undefined) said[place] ??= value
    if (place === AT.alarm) addFact(facts, name, value)
    if (place !== undefined) continue
    if (name === 'cell') cells.push(value)
    else if (name === 'wifi') wifi.push(value)
    else if (name === 'charge') addFact(facts, 'charging', value)
    else if (name === 'driverUniqueId') facts.driverId = tidy(value)
    else addFact(facts, name, value)
  }
  // What the phone hears around it; no place is ever made of it.
  if (cells.length > 0) facts.cells = tidy(cells.slice(0, NEIGHBOURS_MOST).join(';'))
  if (wifi.length > 0) facts.wifi = tidy(withColons(wifi.slice(0, NEIGHBOURS_MOST).join(';')))
  return { said, facts }
}

const withColons = (points: string) => points.replaceAll(/(?<=\w\w)-(?=\w\w-|\w\w,)/g, ':')

function reportIn(said: Said, at: number, { lon, lat }: { lon: number; lat: number }, facts: Facts): Report {
  const valid = said[AT.valid]
  return {
    at,
    lon,
    lat,
    located: valid === undefined || valid === '1' || valid.toLowerCase() === 'true',
    accuracyM: sizeIn(said[AT.accuracy]),
    speedMps: speedIn(said[AT.speed_mps], 1) ?? speedIn(said[AT.speed], KNOT_MPS),
    headingDeg: headingIn(said[AT.bearing] ?? said[AT.heading]),
    altitudeM: numberIn(said[AT.altitude]),
    satellites: sizeIn(said[AT.sat]),
    batteryShare: percentIn(said[AT.batt]),
    mileageM: null,
    ignition: booleanIn(said[AT.ignition]),
    signal: null,
    buffered: false,
    alarms: alarmsIn(said[AT.alarm]),
    facts: noneIfEmpty(facts),
  }
}

function alarmsIn(said: string | undefined): readonly AlarmName[] {
  const alarm = alarmIn(said)
  return alarm ? [alarm] : NO_ALARMS
}

const booleanIn = (value: string | undefined): boolean | null =>
  value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : null
