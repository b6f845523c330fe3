import type { AlarmName } from '@lianqin/shared/device'
import { alarmIn } from './osmand-alarm.codec.ts'
import { type DeviceMessage, type DeviceRequest, type Facts, fault, NO_ALARMS, type Report } from './report.ts'
import {
  addFact,
  headingIn,
  isObject,
  nameIn,
  noneIfEmpty,
  numberIn,
  placeIn,
  readJson,
  sizeIn,
  speedIn,
  type Unchecked,
} from './said.codec.ts'
import { momentIn } from './said-time.codec.ts'

/** GUARANTEES 5: longer lists are not taken. */
const LOCATIONS_MOST = 1000

/**
 * Traccar Client from version 9: `{location: {timestamp, coords, …}, device_id}`; after a time without network `location`, or
 * the whole body, is a list. Speed in metres a second, battery as a share, -1 for what is not known.
 */
export function readClientJson({ query, body }: DeviceRequest, now: number, called: string | null): DeviceMessage {
  const sent = readJson(body)
  if (sent === undefined) return fault('request.not-json')
  const entries = (Array.isArray(sent) ? sent : [sent]).filter(isObject)
  const inQuery = new URLSearchParams(query)
  const name =
    nameIn(entries.map(({ device_id }) => device_id).find((id) => nameIn(id) !== null)) ??
    nameIn(inQuery.get('id')) ??
    nameIn(inQuery.get('deviceid')) ??
    called
  if (name === null) return fault('request.no-device')
  const locations = entries.flatMap((entry) => entry.location ?? (entry.coords ? entry : [])).filter(isObject)
  if (locations.length > LOCATIONS_MOST) return fault('request.too-many')
  return messageOf([name], locations, now)
}

function messageOf(names: readonly string[], locations: readonly Unchecked[], now: number): DeviceMessage {
  const placed = locations.filter(({ coords }) => isObject(coords))
  const [first] = locations
  if (placed.length === 0) {
    const at = first && momentIn(first.timestamp)
    return {
      kind: 'status',
      names,
      at: at ?? now,
      alarms: first ? alarmsIn(first) : NO_ALARMS,
      facts: first ? factsIn(first) : {},
    }
  }
  const reports: Report[] = []
  for (const location of placed) {
    const report = reportIn(location, now)
    if (report) reports.push(report)
  }
  const spoilt = placed.length - reports.length
  return reports.length === 0 ? fault('request.place') : { kind: 'reports', names, reports, spoilt }
}

function reportIn(location: Unchecked, now: number): Report | null {
  const { timestamp, battery } = location
  const coords = isObject(location.coords) ? location.coords : {}
  const place = placeIn(coords.longitude, coords.latitude)
  const at = timestamp === undefined ? now : momentIn(timestamp)
  if (!place || at === null) return null
  const level = isObject(battery) ? sizeIn(battery.level) : null
  return {
    at,
    ...place,
    located: true,
    accuracyM: sizeIn(coords.accuracy),
    speedMps: speedIn(coords.speed, 1),
    headingDeg: headingIn(coords.heading),
    altitudeM: numberIn(coords.altitude),
    satellites: null,
    batteryShare: level !== null && level <= 1 ? level : null,
    mileageM: null,
    ignition: null,
    signal: null,
    buffered: false,
    alarms: alarmsIn(location),
    facts: noneIfEmpty(factsIn(location)),
  }
}

function alarmsIn({ alarm: said, extras }: Unchecked): readonly AlarmName[] {
  const alarm = alarmIn(said ?? (isObject(extras) ? extras.alarm : undefined))
  return alarm ? [alarm] : NO_ALARMS
}

function factsIn({ event, is_moving, odometer, mock, activity, battery, geofence, extras }: Unchecked): Facts {
  const facts: Facts = {}
  addFact(facts, 'event', event)
  addFact(facts, 'motion', is_moving)
  addFact(facts, 'odometerM', odometer)
  // A place that an app made up: told, for somebody should know.
  if (mock === true) facts.mock = true
  if (isObject(activity)) addFact(facts, 'activity', activity.type)
  if (isObject(battery)) addFact(facts, 'charging', battery.is_charging)
  if (isObject(geofence)) addFact(facts, 'area', nameIn(geofence.identifier))
  if (isObject(extras)) for (const [name, value] of Object.entries(extras)) addFact(facts, name, value)
  return facts
}
