import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { Moment } from './wire/moment.ts'
import { Crs, Latitude, Longitude } from './wire/place.ts'
import { Words } from './wire/words.ts'

export const unitKinds = ['car', 'foot', 'motorcycle'] as const

/** What moves: a patrol car or a foot team of a squad. */
export const Unit = Type.Object({
  id: Id('unit'),
  squadId: Id('squad'),
  kind: Type.Enum(unitKinds),
  /** Plate or call sign. */
  name: Words,
})
export type Unit = Static<typeof Unit>

/** Freshness of a position (DOMAIN 6.4): live to one minute, stale to ten, then lost and no longer offered anything. */
export const STALE_AFTER_MS = 60_000
export const LOST_AFTER_MS = 600_000
/** A clock that runs ahead by more than this is wrong, and its positions with it. */
export const FUTURE_ALLOWED_MS = 120_000
/** Less sure than this, a position does not move the marker. */
export const ACCURACY_ALLOWED_M = 100

export type Freshness = 'live' | 'stale' | 'lost'
export const freshness = (ageMs: number): Freshness =>
  ageMs <= STALE_AFTER_MS ? 'live' : ageMs <= LOST_AFTER_MS ? 'stale' : 'lost'

/** Where a unit was last seen, in WGS-84; metres, metres a second, degrees from north. */
export const Fix = Type.Object({
  unitId: Id('unit'),
  at: Moment,
  lon: Longitude,
  lat: Latitude,
  accuracyM: Type.Number({ minimum: 0, maximum: 100_000 }),
  speedMps: Type.Number({ minimum: 0, maximum: 200 }),
  headingDeg: Type.Number({ minimum: 0, maximum: 360 }),
})
export type Fix = Static<typeof Fix>

const Sent = Type.Object(
  {
    unitId: Id('unit'),
    at: Moment,
    lon: Longitude,
    lat: Latitude,
    accuracyM: Type.Optional(Fix.properties.accuracyM),
    speedMps: Type.Optional(Fix.properties.speedMps),
    headingDeg: Type.Optional(Fix.properties.headingDeg),
    /** Counted up by the device: what comes twice under one number is taken once. */
    seq: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  },
  { additionalProperties: false },
)

/** A batch of positions in one declared datum; oldest first or not, the newest wins. */
export const SendFixes = Command({
  crs: Crs,
  /** By what the sending device tells its own numbers from those of another; they count for one person's device. */
  device: Type.Optional(Type.String({ pattern: '^[\\w.:-]{1,60}$' })),
  fixes: Type.Array(Sent, { minItems: 1, maxItems: 1000 }),
})
export type SendFixes = Static<typeof SendFixes>

/** Why a position is not believed. It is kept apart and shown, never on the map or in a track. */
export const fixDoubts = ['fix.unlocated', 'fix.future', 'fix.inaccurate', 'fix.nowhere', 'fix.jump'] as const
export type FixDoubt = (typeof fixDoubts)[number]

/** Why a position is not taken: not the own squad's unit, not on duty, told by a device of its own, or not to be believed. */
export const fixRefusals = ['unit.missing', 'unit.off-duty', 'unit.led', ...fixDoubts, 'fix.stale'] as const
export type FixRefusal = (typeof fixRefusals)[number]

/** How many moved a marker, and which did not, by their place in the batch and with the code of the reason. */
export const FixReceipt = Type.Object({
  taken: Type.Integer(),
  refused: Type.Array(Type.Object({ index: Type.Integer(), code: Type.Enum(fixRefusals) })),
})
export type FixReceipt = Static<typeof FixReceipt>
