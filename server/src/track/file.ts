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
  /** Asked for last: it may depend on what went before. */
  tail: () => string
}

/** Whose file it is, and why it was taken away: its watermark. */
export interface TakenBy {
  grant: TrackGrant
  personId: string
  title: string
  reason: string
  takenAt: Moment
  /** The request that a second person agreed to, if it needed one. */
  second: { requestId: string; title: string } | null
}

const DIGITS = 6
/** As good as a track keeps it: eleven centimetres. */
export const degrees = (value: number) => value.toFixed(DIGITS)

/** The watermark as fields; the line of the log is found by the grant. */
export const markOf = ({ grant, personId, title, reason, takenAt, second }: TakenBy) => ({
  takenBy: title,
  takenById: personId,
  takenAt,
  reason,
  grantId: grant.id,
  ...(second ? { agreedBy: second.title, requestId: second.requestId } : {}),
  from: grant.fromAt,
  to: grant.toAt,
  datum: 'WGS-84',
})

/** The same as one line, for formats that have a place for words. */
export function said({ grant, personId, title, reason, takenAt, second }: TakenBy): string {
  const agreed = second ? ` + ${second.title} (${second.requestId})` : ''
  return `${grant.fromAt}/${grant.toAt} UTC, WGS-84. ${title} (${personId})${agreed}, ${takenAt}: ${reason} (${grant.id})`
}

/**
 * What a file is called, without its ending: whose tracks, of which span in UTC, by which grant. Of many units the first is
 * named and how many they are; letters, digits and dashes alone, so that every disk and every mail takes it.
 */
export function nameOf({ id, unitIds, fromAt, toAt }: TrackGrant): string {
  const [first = 'none', ...others] = unitIds.map((unitId) => unitId.replace(/^unit-/, ''))
  const whose = others.length === 0 ? first : `${first}-x${others.length + 1}`
  const brief = (at: Moment) => at.slice(0, 16).replace(/[-:]/g, '')
  return `tracks_${whose}_${brief(fromAt)}Z_${brief(toAt)}Z_${id}`
}
