import Type, { type Static } from 'typebox'
import { Alarm } from './alarm.ts'
import { Approval } from './approval.ts'
import { type LoggedEvent, LoggedEventShape } from './events.ts'
import { Incident } from './incident.ts'
import { Offer } from './offer.ts'
import { Squad } from './squad.ts'
import { Supervision } from './supervision.ts'
import { Task } from './task.ts'
import { Fix } from './unit.ts'
import type { UnitTable } from './unit-table.ts'
import { Moment } from './wire/moment.ts'
import { Latitude, Longitude } from './wire/place.ts'
import type { WireProblem } from './wire/problem.ts'
import { Nullable } from './wire/words.ts'

/** The first word of every screen: how far it has read, null if it has nothing yet. */
export const Hello = Type.Object({ since: Nullable(Type.Integer({ minimum: 0 })) }, { additionalProperties: false })
export type Hello = Static<typeof Hello>

/**
 * Everything that stands at one point of the log, for one reader's rights: open incidents and the newest closed ones, the
 * tasks and live offers that belong to them, standing alarms, squads. Read in one transaction, so it is true at `seq`.
 */
export const Snapshot = Type.Object({
  seq: Type.Integer({ minimum: 0 }),
  at: Moment,
  incidents: Type.Array(Incident),
  tasks: Type.Array(Task),
  offers: Type.Array(Offer),
  alarms: Type.Array(Alarm),
  squads: Type.Array(Squad),
  /** Requests that await somebody's word. */
  approvals: Type.Array(Approval),
  /** Orders that a squad has to answer, or that are answered and not yet closed. */
  supervisions: Type.Array(Supervision),
  /** The newest lines of the log that this reader may see, newest first, so that a screen that has just opened has a past. */
  recent: Type.Array(Type.Unsafe<LoggedEvent>(LoggedEventShape)),
})
export type Snapshot = Static<typeof Snapshot>

/** The stretch of the log `(from, to]`, with those of its events that this reader may see. */
export interface Batch {
  from: number
  to: number
  at: Moment
  events: LoggedEvent[]
}

/** Sign of life: the last `seq` this reader has been sent, and the server's time. */
export interface Beat {
  seq: number
  at: Moment
}

/**
 * The part of the map that a screen shows, west, south, east and north in WGS-84 degrees: from then on it is told of units
 * there and a little around it, and of nobody else. Null: of all it may see, as if nothing had been said.
 */
export const View = Type.Object(
  { bounds: Nullable(Type.Tuple([Longitude, Latitude, Longitude, Latitude])) },
  { additionalProperties: false },
)
export type View = Static<typeof View>

/** The newest position of everybody one may see, as `GET /positions` answers it; screens get frames. */
export const Positions = Type.Object({ at: Moment, fixes: Type.Array(Fix) })
export type Positions = Static<typeof Positions>

/**
 * `ok` with how far the welcome reached and which log it is of, or why there was none. Another log than before (the data was
 * replaced or restored) makes everything that was read so far void: forget it and say hello with null.
 */
export type Welcome = { ok: true; seq: number; logId: string } | { ok: false; problem: WireProblem }

export type Heard = { ok: true } | { ok: false; problem: WireProblem }

export interface WallToServer {
  hello: (hello: Hello, answer: (welcome: Welcome) => void) => void
  view: (view: View, answer: (heard: Heard) => void) => void
}

export interface WallToClient {
  snapshot: (snapshot: Snapshot) => void
  events: (batch: Batch) => void
  beat: (beat: Beat) => void
  /** Which unit an index in the frames of this generation means. Comes before the first of them, and is never lost. */
  units: (table: UnitTable) => void
  /** A frame of newest positions, see `unit-frame.ts`. Not part of the log: any one may be lost, and a later one heals it. */
  positions: (frame: Uint8Array) => void
  /** The session is over or its rights have changed: sign in again. */
  retire: () => void
}

export const BEAT_MS = 5_000
/** Silence after which a screen is grey and says as of when its data is. */
export const SILENT_MS = 15_000
/** A screen that found a gap asks again after a random part of this, so that a hundred do not ask at once. */
export const RESYNC_JITTER_MS = 2_000
/** How many lines of the log a snapshot brings along. */
export const RECENT_LINES = 30
/** How many closed incidents a snapshot still carries. */
export const RECENTLY_CLOSED = 50
