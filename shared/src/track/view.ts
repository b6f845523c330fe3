import Type, { type Static } from 'typebox'
import { Command } from '../wire/command.ts'
import { Id } from '../wire/id.ts'
import { Moment } from '../wire/moment.ts'
import { Nullable, Remark } from '../wire/words.ts'

/** What a track is looked at for: to be drawn, to be replayed, or to be taken away as a file. */
export const viewPurposes = ['look', 'replay', 'gpx', 'geojson', 'csv'] as const
export const ViewPurpose = Type.Enum(viewPurposes)
export type ViewPurpose = Static<typeof ViewPurpose>
/** Those that take it away. */
export type FilePurpose = Exclude<ViewPurpose, 'look' | 'replay'>
export const isFile = (purpose: ViewPurpose): purpose is FilePurpose => purpose !== 'look' && purpose !== 'replay'

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

/** What was dropped because it had been kept long enough, or would be: what of whose tracks, and what is left. */
export const PurgeReport = Type.Object({
  /** Everything before this moment, the beginning of a day by UTC. */
  before: Moment,
  days: Type.Integer(),
  units: Type.Integer(),
  chunks: Type.Integer(),
  fixes: Type.Integer(),
  bytes: Type.Integer(),
  /** Where the first and the last of them began. */
  fromAt: Nullable(Moment),
  toAt: Nullable(Moment),
  /** Where the oldest begins that is left. */
  oldestAt: Nullable(Moment),
})
export type PurgeReport = Static<typeof PurgeReport>
