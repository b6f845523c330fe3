import Type, { type Static } from 'typebox'
import { deskRoles } from '../shift.ts'
import { Command } from '../wire/command.ts'
import { Day } from '../wire/day.ts'
import { Id } from '../wire/id.ts'
import { Moment } from '../wire/moment.ts'
import { Nullable, Remark } from '../wire/words.ts'

/** What a track is looked at for: to be drawn, to be replayed, or to be taken away as a file. */
export const viewPurposes = ['look', 'replay', 'gpx', 'geojson', 'csv'] as const
export const ViewPurpose = Type.Enum(viewPurposes)
export type ViewPurpose = Static<typeof ViewPurpose>
/** Those that take it away. */
export const filePurposes = ['gpx', 'geojson', 'csv'] as const satisfies readonly ViewPurpose[]
export type FilePurpose = (typeof filePurposes)[number]
export const isFile = (purpose: ViewPurpose): purpose is FilePurpose =>
  (filePurposes as readonly ViewPurpose[]).includes(purpose)

/** Who may look at where people were: whoever leads them, and the leader of the squad itself. */
export const lookerRoles = [...deskRoles, 'coordinator', 'squad-leader'] as const

/** As long as this the tracks may be read that a reason was given for. */
export const GRANT_LASTS_MS = 12 * 3_600_000
/** No single look reaches further, and no look takes in more units times days. */
export const LONGEST_VIEW_DAYS = 31
export const MOST_UNIT_DAYS = 400
/** No file holds more fixes: a hundred and fifty megabytes of rows. */
export const MOST_EXPORTED_FIXES = 2_000_000

/**
 * Somebody looked at the tracks of units of one squad (个人信息: a purpose, the least that serves it, and whoever is looked
 * at may know). The squad reads it on its own phone.
 */
export const TrackView = Type.Object({
  id: Id('view'),
  /** What was granted to one person at once; one view for each squad that it touched. */
  grantId: Id('grant'),
  squadId: Id('squad'),
  areaId: Nullable(Id('area')),
  unitIds: Type.Array(Id('unit'), { minItems: 1 }),
  fromAt: Moment,
  toAt: Moment,
  purpose: ViewPurpose,
  reason: Remark,
  viewedAt: Moment,
  viewedById: Id('person'),
  viewedByTitle: Type.String(),
})
export type TrackView = Static<typeof TrackView>

/** Why somebody wants to look, at whose tracks and at which span; without units at those of everybody they may see. */
export const NewTrackView = Command({
  unitIds: Type.Optional(Type.Array(Id('unit'), { minItems: 1, maxItems: 1000, uniqueItems: true })),
  from: Moment,
  to: Moment,
  purpose: ViewPurpose,
  reason: Remark,
})
export type NewTrackView = Static<typeof NewTrackView>

/** What was granted, until when. The unit's number in a replay is its place in this list. */
export const TrackGrant = Type.Object({
  id: Id('grant'),
  unitIds: Type.Array(Id('unit')),
  fromAt: Moment,
  toAt: Moment,
  purpose: ViewPurpose,
  until: Moment,
})
export type TrackGrant = Static<typeof TrackGrant>

/** A simplified track as columns: Unix milliseconds, WGS-84 degrees, metres a second, degrees from north, metres. */
export const ReadTrack = Type.Object({
  unitId: Id('unit'),
  fromAt: Moment,
  toAt: Moment,
  /** Nowhere farther from the whole track than so many metres, at the same moment. */
  toleranceM: Type.Number(),
  /** How many fixes the span holds; `at` has one entry for each of those that suffice. */
  fixes: Type.Integer(),
  at: Type.Array(Type.Number()),
  lon: Type.Array(Type.Number()),
  lat: Type.Array(Type.Number()),
  speedMps: Type.Array(Type.Number()),
  headingDeg: Type.Array(Type.Number()),
  accuracyM: Type.Array(Type.Number()),
})
export type ReadTrack = Static<typeof ReadTrack>

/**
 * A file of tracks that somebody was given, so that a copy which turns up somewhere is known again: its digest is of every
 * byte that left. Told to each squad that it is about.
 */
export const TakenFile = Type.Object({
  grantId: Id('grant'),
  squadId: Id('squad'),
  areaId: Nullable(Id('area')),
  name: Type.String(),
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** False where the line broke before its end. */
  whole: Type.Boolean(),
})
export type TakenFile = Static<typeof TakenFile>

/** What is left of a unit's day when its track is dropped: how long, how far, how often heard, and no place. */
export const TrackDay = Type.Object({
  unitId: Id('unit'),
  /** By the district's own calendar. */
  day: Day,
  /** Null for a unit that is no more. */
  squadId: Nullable(Id('squad')),
  firstAt: Moment,
  lastAt: Moment,
  fixes: Type.Integer({ minimum: 1 }),
  /** Along the track; over its gaps nothing is counted. */
  metres: Type.Integer({ minimum: 0 }),
  /** How long its squad was on duty that day, as far as the log tells. */
  dutyS: Type.Integer({ minimum: 0 }),
})
export type TrackDay = Static<typeof TrackDay>

/** Who looked at which squad's tracks on one day, and how often; `files` of the looks took them away. */
export const DayOfLooks = Type.Object({
  day: Day,
  viewedById: Id('person'),
  viewedByTitle: Type.String(),
  squadId: Id('squad'),
  looks: Type.Integer({ minimum: 1 }),
  files: Type.Integer({ minimum: 0 }),
})
export type DayOfLooks = Static<typeof DayOfLooks>

const Chunks = { chunks: Type.Integer(), fixes: Type.Integer(), bytes: Type.Integer() }

/** What was dropped because it had been kept long enough, or would be: what of whose tracks, and what is left. */
export const PurgeReport = Type.Object({
  /** Everything before this moment, the beginning of a day by UTC. */
  before: Moment,
  days: Type.Integer(),
  units: Type.Integer(),
  ...Chunks,
  /** Where the first and the last of them began. */
  fromAt: Nullable(Moment),
  toAt: Nullable(Moment),
  /** Left this time, because they belong to a task of a case that is still kept; not counted above. */
  kept: Type.Object({ ...Chunks, cases: Type.Integer() }),
  /** Dropped with the cases that they belonged to, which are kept no longer; not counted above. */
  released: Type.Object(Chunks),
  /** Where the oldest begins of what is left besides. */
  oldestAt: Nullable(Moment),
})
export type PurgeReport = Static<typeof PurgeReport>
