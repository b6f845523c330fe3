/** The lengths of time that a desk looks at, by its own calendar. */
export const lengths = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Length = (typeof lengths)[number]

/** A stretch of time, Unix milliseconds: `to` is the first moment that does not belong to it. */
export interface Span {
  from: number
  to: number
}

const MINUTE = 60_000
const DAY = 86_400_000
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const THURSDAY = 3

/** The beginning of the period in which a local time lies, or so many periods away. */
function beginning(length: Length, local: number, away: number): number {
  const day = Math.floor(local / DAY)
  const date = new Date(local)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  switch (length) {
    case 'day':
      return (day + away) * DAY
    case 'week':
      return (day - ((((day + THURSDAY) % 7) + 7) % 7) + 7 * away) * DAY
    case 'month':
      return Date.UTC(year, month + away, 1)
    case 'quarter':
      return Date.UTC(year, month - (month % 3) + 3 * away, 1)
    case 'year':
      return Date.UTC(year + away, 0, 1)
  }
}

/** The day, week, month, quarter or year that holds a moment, or one so many away; by the clock of whoever is so many minutes east. */
export function periodOf(length: Length, at: number, utcOffsetMinutes: number, away = 0): Span {
  const shift = utcOffsetMinutes * MINUTE
  const local = at + shift
  return { from: beginning(length, local, away) - shift, to: beginning(length, local, away + 1) - shift }
}

/** What a period is compared with: the one before it, or the same one a year ago. */
export const earliers = ['previous', 'year'] as const
export type Earlier = (typeof earliers)[number]

/**
 * The period to compare with. Of one that is still running only as much is compared as has passed: ten days of this month
 * stand beside ten days of the last.
 */
export function earlierOf(
  which: Earlier,
  { length, span, until }: { length: Length; span: Span; until: number },
  utcOffsetMinutes: number,
): Span {
  const before =
    which === 'previous'
      ? periodOf(length, span.from, utcOffsetMinutes, -1)
      : yearBefore(length, span, utcOffsetMinutes)
  if (until >= span.to) return before
  return { from: before.from, to: Math.min(before.to, before.from + (until - span.from)) }
}

/** A week's counterpart is 52 weeks ago, so that Mondays stand beside Mondays. */
function yearBefore(length: Length, { from }: Span, utcOffsetMinutes: number): Span {
  if (length === 'week') return periodOf('week', from, utcOffsetMinutes, -52)
  const shift = utcOffsetMinutes * MINUTE
  const local = new Date(from + shift)
  const lastDay = new Date(Date.UTC(local.getUTCFullYear() - 1, local.getUTCMonth() + 1, 0)).getUTCDate()
  const day = Math.min(local.getUTCDate(), lastDay)
  return periodOf(length, Date.UTC(local.getUTCFullYear() - 1, local.getUTCMonth(), day) - shift, utcOffsetMinutes)
}

/** Into which pieces a stretch of time is cut to be drawn: by day up to five weeks, by week up to half a year, else by month. */
export const stepFor = ({ from, to }: Span): Length =>
  to - from <= 36 * DAY ? 'day' : to - from <= 190 * DAY ? 'week' : 'month'

/** The pieces of a stretch in their order, the first and the last cut to it. */
export function piecesOf({ from, to }: Span, step: Length, utcOffsetMinutes: number): Span[] {
  const pieces: Span[] = []
  for (let at = from; at < to; ) {
    const piece = periodOf(step, at, utcOffsetMinutes)
    pieces.push({ from: at, to: Math.min(piece.to, to) })
    at = piece.to
  }
  return pieces
}
