import type { Track } from '@lianqin/shared/track/track'
import type { TrackGrant } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import type { Moment } from '@lianqin/shared/wire/moment'

/** A file for other programs, written once from its head to its tail. */
export interface TrackFile {
  type: string
  ending: string
  head: string
  /** One unit's track, which is read part by part. A unit without any leaves nothing. */
  track: (unit: Unit, parts: AsyncIterable<Track>) => AsyncIterable<string>
  tail: string
}

/** Whose file it is, and why it was taken away. */
export interface TakenBy {
  grant: TrackGrant
  title: string
  reason: string
  viewedAt: Moment
}

const DIGITS = 6
/** As good as a track keeps it: eleven centimetres. */
export const degrees = (value: number) => value.toFixed(DIGITS)

/** In every format that has a place for words; the line of the log is found by the grant. */
export const said = ({ grant, title, reason }: TakenBy) =>
  `${grant.fromAt} – ${grant.toAt} UTC, WGS-84. ${title}: ${reason} (${grant.id})`
