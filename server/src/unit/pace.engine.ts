/** What is remembered of a screen between ticks. All times are monotonic milliseconds. */
export interface Reader {
  /** When it was last sent everything; null if it needs that now: it has just come, or looks elsewhere, or has new rights. */
  wholeAt: number | null
  /** Since when its connection has not drained; null while it keeps up. */
  stuckSince: number | null
  /** It was passed over since it last got everything. */
  missed: boolean
}

/** How far its connection is behind: what it has taken and not sent. */
export interface Backlog {
  /** A frame is still under way. */
  inFlight: boolean
  packets: number
  bytes: number
}

export type Verdict = 'keyframe' | 'delta' | 'skip' | 'cut'

export const newReader: Reader = { wholeAt: null, stuckSince: null, missed: false }

export const KEYFRAME_EVERY_MS = 10_000
/** Who missed something is made whole sooner, but not so often that a slow line gets nothing but keyframes. */
const WHOLE_AGAIN_MS = 2_000
/** A connection that does not drain for so long is dead, or as good as (GUARANTEES 5); it comes back with a keyframe. */
const CUT_AFTER_MS = 10_000
const MOST_PACKETS = 500
const MOST_BYTES = 2 * 1024 * 1024

/**
 * What a screen gets at this tick. One frame is under way at most: whoever has not drained is passed over, as it needs only
 * the newest, and so costs the others nothing.
 */
export function paceFor(reader: Reader, backlog: Backlog, now: number): { verdict: Verdict; reader: Reader } {
  if (backlog.inFlight || backlog.packets > MOST_PACKETS || backlog.bytes > MOST_BYTES) {
    const stuckSince = reader.stuckSince ?? now
    const verdict = now - stuckSince >= CUT_AFTER_MS ? 'cut' : 'skip'
    return { verdict, reader: { ...reader, stuckSince, missed: true } }
  }
  if (isDue(reader, now)) return { verdict: 'keyframe', reader: { wholeAt: now, stuckSince: null, missed: false } }
  return { verdict: 'delta', reader: { ...reader, stuckSince: null } }
}

function isDue({ wholeAt, missed }: Reader, now: number): boolean {
  return wholeAt === null || now - wholeAt >= (missed ? WHOLE_AGAIN_MS : KEYFRAME_EVERY_MS)
}
