import { isGap } from '@lianqin/shared/track/gaps.rank'
import { fixAt, type Track, type TrackFix } from '@lianqin/shared/track/track'

/** Fixes that follow each other, with a line between them. */
export interface Stretch {
  fixes: readonly TrackFix[]
  /** The last fix of the stretch before, if this one goes on from it. */
  from: TrackFix | null
}

/** However long somebody is about without a gap, no more than this is held at once. */
export const MOST_IN_STRETCH = 5_000

/** A track, read part by part in the order of time, as what may be drawn as lines. */
export async function* stretchesOf(parts: AsyncIterable<Track>): AsyncGenerator<Stretch> {
  const held: { fixes: TrackFix[]; from: TrackFix | null } = { fixes: [], from: null }
  for await (const track of parts)
    for (let row = 0; row < track.count; row++) {
      const fix = fixAt(track, row)
      const last = held.fixes.at(-1)
      const ends = last !== undefined && isGap(last, fix)
      if (last && (ends || held.fixes.length === MOST_IN_STRETCH)) {
        yield { ...held }
        held.from = ends ? null : last
        held.fixes = []
      }
      held.fixes.push(fix)
    }
  if (held.fixes.length > 0) yield { ...held }
}
