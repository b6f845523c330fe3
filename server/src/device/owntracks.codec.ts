import { alarmsIn, factsIn, ignitionIn } from './owntracks-fact.codec.ts'
import {
  type DeviceMessage,
  type DeviceRequest,
  type Facts,
  type Fault,
  fault,
  type Names,
  NO_ALARMS,
  type Report,
} from './report.ts'
import {
  headingIn,
  isObject,
  nameIn,
  noneIfEmpty,
  numberIn,
  percentIn,
  placeIn,
  readJson,
  sizeIn,
  speedIn,
  type Unchecked,
} from './said.codec.ts'
import { momentIn } from './said-time.codec.ts'

/** GUARANTEES 5: longer lists are not taken. */
const MESSAGES_MOST = 1000
const KMH_MPS = 1 / 3.6

/** Of the protocol, but nothing that says where a device is: regions, friends, settings, steps, commands. */
const OTHERS = new Set('waypoint waypoints card cmd beacon beacons steps configuration dump request msg'.split(' '))

/**
 * OwnTracks over HTTP: one JSON object by its `_type`, or a list of them. The answer is 200 with a list, mostly `[]`: anything
 * else makes the app send again. `called`: by whom it is known already, whatever it calls itself.
 */
export function readOwntracks(
  request: DeviceRequest,
  now: number,
  called: string | null = null,
): readonly DeviceMessage[] {
  if (request.body.trim() === '') return [fault('request.empty')]
  const sent = readJson(request.body)
  if (sent === undefined) return [fault('request.not-json')]
  const entries = Array.isArray(sent) ? sent : [sent]
  if (entries.length > MESSAGES_MOST) return [fault('request.too-many')]
  return entries.map((entry) => {
    if (!isObject(entry)) return fault('request.not-json')
    const names = namesIn(entry, request)
    return readOne(entry, names.length === 0 && called !== null ? [called] : names, now)
  })
}

function readOne(said: Unchecked, names: Names, now: number): DeviceMessage {
  const type = typeof said._type === 'string' ? said._type : ''
  if (type === 'encrypted') return fault('request.encrypted')
  if (names.length === 0) return fault('request.no-device')
  if (type === 'location') return readReport(said, names, factsIn(said))
  if (type === 'transition') return readTransition(said, names)
  if (type === 'lwt')
    return { kind: 'status', names, at: momentIn(said.tst) ?? now, alarms: NO_ALARMS, facts: { online: false } }
  if (type === 'status') return { kind: 'status', names, at: now, alarms: NO_ALARMS, facts: {} }
  return { kind: OTHERS.has(type) ? 'other' : 'unknown', names, what: type }
}

/** Entering or leaving a region; without a place of its own it says no more than that. */
function readTransition(said: Unchecked, names: Names): DeviceMessage {
  const facts: Facts = { event: nameIn(said.event) ?? 'transition' }
  const region = nameIn(said.desc)
  if (region) facts.area = region
  if (said.lat !== undefined || said.lon !== undefined) return readReport(said, names, facts)
  const at = momentIn(said.tst)
  return at === null ? fault('request.time') : { kind: 'status', names, at, alarms: NO_ALARMS, facts }
}

function readReport(said: Unchecked, names: Names, facts: Facts): DeviceMessage | Fault {
  const place = placeIn(said.lon, said.lat)
  if (!place) return fault('request.place')
  const at = momentIn(said.tst)
  if (at === null) return fault('request.time')
  const odometer = sizeIn(said.odometer)
  const report: Report = {
    at,
    ...place,
    located: true,
    accuracyM: sizeIn(said.acc),
    speedMps: speedIn(said.vel, KMH_MPS),
    headingDeg: headingIn(said.cog),
    altitudeM: numberIn(said.alt),
    satellites: null,
    batteryShare: percentIn(said.batt),
    mileageM: odometer === null ? null : odometer * 1000,
    ignition: ignitionIn(said),
    signal: null,
    buffered: false,
    alarms: alarmsIn(said),
    facts: noneIfEmpty(facts),
  }
  return { kind: 'reports', names, reports: [report], spoilt: 0 }
}

/** Topics that hang below a device's own. */
const BELOW = /\/(event|waypoints?|info|cmd|step|beacon|status|dump)$/

/** By topic, by user and device of the URL or the headers, by the two letters of the tracker id. */
function namesIn(said: Unchecked, { query, headers }: DeviceRequest): Names {
  const inQuery = new URLSearchParams(query)
  const user = nameIn(headers['x-limit-u'] ?? inQuery.get('u'))
  const device = nameIn(headers['x-limit-d'] ?? inQuery.get('d'))
  const topic = nameIn(said.topic)?.replace(BELOW, '') ?? null
  const names = [
    topic,
    user && device && `owntracks/${user}/${device}`,
    user && device && `${user}/${device}`,
    nameIn(said.tid),
  ]
  return [...new Set(names.filter((name) => name !== null))]
}
