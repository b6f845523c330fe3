import Type, { type Static } from 'typebox'
import { Fix, fixDoubts } from './unit.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Crs, Latitude, Longitude } from './wire/place.ts'
import { Nullable, Remark } from './wire/words.ts'

/**
 * How positions come in besides our own phone page, which has its leader's session: OsmAnd and Traccar Client, OwnTracks,
 * vehicle terminals by JT/T 808, and another platform that sends many units at once.
 */
export const deviceProtocols = ['osmand', 'owntracks', 'jt808', 'bulk'] as const
export type DeviceProtocol = (typeof deviceProtocols)[number]

/** Terminals whose makers read the standard their own way. `standard` is told from the model when a terminal registers. */
export const terminalFamilies = ['standard', 'tracker', 'padlock', 'aovx', 'micodus', 'pet'] as const

/** Who keeps the devices of a district or, within its bounds, of a township. */
export const deviceKeepers = ['administrator', 'shift-lead', 'centre-head'] as const
export const deviceReaders = [...deviceKeepers, 'dispatcher', 'coordinator'] as const

// biome-ignore format: a table is read down its columns
export const deviceMachine = machine({
  states: ['active', 'revoked'],
  initial: 'active',
  moves: {
    change: { from: ['active'], to: 'active',  by: deviceKeepers },
    rotate: { from: ['active'], to: 'active',  by: deviceKeepers },
    revoke: { from: ['active'], to: 'revoked', by: deviceKeepers, why: 'required' },
    /** A terminal registered over the line and was given a new code. */
    enrol:  { from: ['active'], to: 'active',  by: ['clock'] },
  },
})
export type DeviceMove = (typeof deviceMachine.names)[number]

/** What must be known of a JT/T 808 terminal besides its number. */
export const Terminal = Type.Object(
  {
    family: Type.Enum(terminalFamilies),
    /** Its clock is so many minutes ahead of UTC; 480 by the standard. */
    aheadMinutes: Type.Integer({ minimum: -720, maximum: 840 }),
    /** Gets length fields or check bytes wrong: its messages are read as long as they are. */
    lenient: Type.Boolean(),
    /** Never authenticates: its number alone is believed. Only for terminals on a network of their own. */
    byNumber: Type.Boolean(),
    /** What stands on its label. Set here or bound when it first registers; another one with its number is refused. */
    label: Nullable(Type.String({ minLength: 1, maxLength: 30 })),
    /** Until then one without a label may register and so be bound; set when it is made, by `rotate`, and when its label is taken off. */
    enrolBy: Nullable(Moment),
  },
  { additionalProperties: false },
)
/** What of it is declared at the desk. */
const TerminalSettings = Type.Partial(Type.Omit(Terminal, ['enrolBy']), { additionalProperties: false })
export type TerminalSettings = Static<typeof TerminalSettings>
export type Terminal = Static<typeof Terminal>

export const standardTerminal: Terminal = {
  family: 'standard',
  aheadMinutes: 480,
  lenient: false,
  byNumber: false,
  label: null,
  enrolBy: null,
}

/** Something that sends positions. Its secret is told once, when it is made; only a hash of it is kept. */
export const Device = Type.Object({
  id: Id('device'),
  protocol: Type.Enum(deviceProtocols),
  /** By which it calls itself: the number of a terminal; for others, what people call it. */
  name: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }),
  /** Whose positions it sends; null for a platform that names the unit with each. */
  unitId: Nullable(Id('unit')),
  /** Where it belongs: the township of its unit's squad; of a platform, the one whose units it may send. Null: the district. */
  areaId: Nullable(Id('area')),
  /** The datum it measures in; declared, never guessed. */
  crs: Crs,
  terminal: Nullable(Terminal),
  state: Type.Enum(deviceMachine.states),
  version: Type.Integer({ minimum: 1 }),
})
export type Device = Static<typeof Device>

const { protocol, name, unitId, areaId, crs } = Device.properties

export const NewDevice = Command({
  protocol,
  name,
  unitId,
  /** For a platform alone: others belong where their unit does. */
  areaId: Type.Optional(areaId),
  crs,
  /** For a JT/T 808 terminal alone; what is not said follows the standard. */
  terminal: Type.Optional(TerminalSettings),
})
export type NewDevice = Static<typeof NewDevice>

/** `change` carries what is new. */
export const MoveDevice = Command({
  move: Type.Enum(deviceMachine.names),
  version: Device.properties.version,
  reason: Type.Optional(Remark),
  to: Type.Optional(
    Command({
      unitId: Type.Optional(unitId),
      crs: Type.Optional(crs),
      terminal: Type.Optional(TerminalSettings),
    }),
  ),
})
export type MoveDevice = Static<typeof MoveDevice>

/** A device with its secret, which is told this once; null when it has none that is new. */
export const DeviceWithSecret = Type.Object({ device: Device, secret: Nullable(Type.String()) })
export type DeviceWithSecret = Static<typeof DeviceWithSecret>

/** What a device can raise. `sos` becomes an alarm at the desk; the others are shown there with the device. */
export const alarmNames = [
  'sos',
  'overspeed',
  'overspeed-near',
  'fatigue',
  'fatigue-near',
  'danger',
  'receiver-fault',
  'antenna-cut',
  'antenna-short',
  'power-low',
  'power-cut',
  'power-restored',
  'power-on',
  'battery-low',
  'fault',
  'violation',
  'tyre-pressure',
  'blind-spot',
  'driving-too-long',
  'parked-too-long',
  'area',
  'area-enter',
  'area-exit',
  'route',
  'route-left',
  'section-time',
  'fuel',
  'theft',
  'ignition',
  'moved',
  'tow',
  'collision',
  'rollover',
  'door',
  'vibration',
  'tamper',
  'removed',
  'acceleration',
  'braking',
  'cornering',
  'lane-change',
  'idle',
  'general',
] as const
export type AlarmName = (typeof alarmNames)[number]

/** What of all that devices say besides their place somebody at a desk can use; a name ends in its unit. */
export const toldFacts = [
  'batteryPercent',
  'batteryV',
  'powerV',
  'charging',
  'ignition',
  'mileageKm',
  'hours',
  'fuelL',
  'fuelPercent',
  'fuelCut',
  'rpm',
  'engineKmh',
  'coolantC',
  'vin',
  'driver',
  'driverId',
  'satellites',
  'hdop',
  'signal',
  'mock',
  'shifted',
  'cabinC',
  'deviceC',
  'temperature1C',
  'temperature2C',
  'temperature3C',
  'humidityPercent',
  'motion',
  'online',
  'firmware',
  'imei',
  'iccid',
] as const
export type ToldFact = (typeof toldFacts)[number]

/**
 * A device as the desk sees it: when it was last heard, how many positions were taken, how many were not for what, what it
 * last said besides, when it last raised which alarm, and which other terminal called with its number. Of a time off duty
 * nothing of what it said is kept.
 */
export const HeardDevice = Type.Object({
  ...Device.properties,
  heardAt: Nullable(Moment),
  taken: Type.Integer(),
  refused: Type.Record(Type.String(), Type.Integer()),
  told: Nullable(
    Type.Object({
      at: Moment,
      facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
    }),
  ),
  alarms: Type.Record(Type.String(), Moment),
  /** A terminal with its number wanted to register and was not let: what stands on that one's label (empty if it said nothing). */
  called: Nullable(Type.Object({ label: Type.String(), at: Moment })),
})
export type HeardDevice = Static<typeof HeardDevice>

/** A position that was not believed, kept apart from tracks and map. Where it lay is nobody's business who only looks after devices. */
export const Doubted = Type.Object({
  /** Null: sent by the leader's own phone page. */
  deviceId: Nullable(Id('device')),
  unitId: Id('unit'),
  code: Type.Enum(fixDoubts),
  heardAt: Moment,
  at: Moment,
  accuracyM: Nullable(Fix.properties.accuracyM),
  /** How far from where its unit was last believed to be, in metres; null if nothing was known of that, or it claimed no place. */
  awayM: Nullable(Type.Number({ minimum: 0 })),
})
export type Doubted = Static<typeof Doubted>
/** As it is kept: also as it was sent, in the datum of its device. */
export type KeptDoubt = Doubted & { lon: number; lat: number; crs: Crs }

/** Somebody unknown who knocks: by the name it gave, as far as that is no secret, and where it comes from. */
export const Stranger = Type.Object({
  protocol,
  name: Type.String(),
  source: Type.String(),
  times: Type.Integer(),
  heardAt: Moment,
})
export type Stranger = Static<typeof Stranger>

/** A platform's batch, in the platform's declared datum. */
export const SendBulk = Command({
  fixes: Type.Array(
    Type.Object(
      {
        unitId: Id('unit'),
        at: Moment,
        lon: Longitude,
        lat: Latitude,
        accuracyM: Type.Optional(Fix.properties.accuracyM),
        speedMps: Type.Optional(Fix.properties.speedMps),
        headingDeg: Type.Optional(Fix.properties.headingDeg),
      },
      { additionalProperties: false },
    ),
    { minItems: 1, maxItems: 1000 },
  ),
})
export type SendBulk = Static<typeof SendBulk>
