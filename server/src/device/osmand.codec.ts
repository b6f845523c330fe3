import { tidy } from './octets.codec.ts'
import { alarmIn } from './osmand-alarm.codec.ts'
import { readClientJson } from './osmand-json.codec.ts'
import {
  type AlarmName,
  type DeviceMessage,
  type DeviceRequest,
  type Facts,
  fault,
  NO_ALARMS,
  type Report,
} from './report.ts'
import { addFact, headingIn, nameIn, noneIfEmpty, numberIn, percentIn, placeIn, sizeIn, speedIn } from './said.codec.ts'
import { momentIn } from './said-time.codec.ts'

/** The protocol counts in knots. */
const KNOT_MPS = 1852 / 3600
const NEIGHBOURS_MOST = 20

/**
 * OsmAnd and Traccar Client: `id` or `deviceid`, `timestamp` (seconds, milliseconds or ISO; without one it is now), `lat` and
 * `lon` or `location`, and what else they know, in the query or as a form; the newer client sends JSON instead. Parameters
 * that are not of the protocol become facts.
 */
export function readOsmand(request: DeviceRequest, now: number): DeviceMessage {
  const start = request.body.trimStart().charAt(0)
  if (start === '{' || start === '[') return readClientJson(request, now)
  const said = new URLSearchParams(request.query)
  if (start !== '') for (const [name, value] of new URLSearchParams(request.body)) said.append(name, value)
  if (said.size === 0) return fault('request.empty')
  const name = nameIn(said.get('id')) ?? nameIn(said.get('deviceid'))
  if (name === null) return fault('request.no-device')
  const at = said.has('timestamp') ? momentIn(said.get('timestamp')) : now
  if (at === null) return fault('request.time')
  const facts = factsIn(said)
  const [lat, lon] = coordinatesIn(said)
  if (lat === null && lon === null) return { kind: 'status', names: [name], at, facts }
  const place = placeIn(lon, lat)
  if (!place) return fault('request.place')
  return { kind: 'reports', names: [name], reports: [reportIn(said, at, place, facts)], spoilt: 0 }
}

function coordinatesIn(said: URLSearchParams): readonly (string | null)[] {
  const [lat, lon] = said.get('location')?.split(',') ?? []
  return [said.get('lat') ?? lat ?? null, said.get('lon') ?? lon ?? null]
}

function reportIn(said: URLSearchParams, at: number, place: { lon: number; lat: number }, facts: Facts): Report {
  const valid = said.get('valid')
  return {
    at,
    ...place,
    located: valid === null || valid === '1' || valid.toLowerCase() === 'true',
    accuracyM: sizeIn(said.get('accuracy')),
    speedMps: speedIn(said.get('speed'), KNOT_MPS),
    headingDeg: headingIn(said.get('bearing') ?? said.get('heading')),
    altitudeM: numberIn(said.get('altitude')),
    satellites: sizeIn(said.get('sat')),
    batteryShare: percentIn(said.get('batt')),
    mileageM: null,
    ignition: booleanIn(said.get('ignition')),
    signal: null,
    buffered: false,
    alarms: alarmsIn(said),
    facts: noneIfEmpty(facts),
  }
}

function alarmsIn(said: URLSearchParams): readonly AlarmName[] {
  const alarm = alarmIn(said.get('alarm'))
  return alarm ? [alarm] : NO_ALARMS
}

function booleanIn(value: string | null): boolean | null {
  return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : null
}

/** Read into the report itself. */
const OWN = new Set(
  'id deviceid valid timestamp lat lon location accuracy speed bearing heading altitude sat batt ignition'.split(' '),
)
function factsIn(said: URLSearchParams): Facts {
  const facts: Facts = {}
  for (const [name, value] of said) {
    if (name === 'cell' || name === 'wifi') continue
    if (name === 'charge') addFact(facts, 'charging', value)
    else if (name === 'driverUniqueId') facts.driverId = tidy(value)
    else if (!OWN.has(name)) addFact(facts, name, value)
  }
  // What the phone hears around it; no place is ever made of it.
  const cells = said.getAll('cell').slice(0, NEIGHBOURS_MOST)
  const points = said.getAll('wifi').slice(0, NEIGHBOURS_MOST)
  if (cells.length > 0) facts.cells = tidy(cells.join(';'))
  if (points.length > 0) facts.wifi = tidy(points.join(';').replaceAll(/(?<=\w\w)-(?=\w\w-|\w\w,)/g, ':'))
  return facts
}
