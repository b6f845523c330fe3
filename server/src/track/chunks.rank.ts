import { inOrder, type TrackFix } from '@lianqin/shared/track/track'
import { FIXES_IN_CHUNK } from '@lianqin/shared/track/track.codec'

/**
 * Splits fixes into what becomes one chunk each: by stretches of the clock of that length, so that what comes late falls
 * into the stretch it belongs to, and never more than a chunk takes.
 */
export function chunksOf(fixes: readonly TrackFix[], lengthMs: number): TrackFix[][] {
  const chunks: TrackFix[][] = []
  let stretch = Number.NaN
  for (const fix of inOrder(fixes)) {
    const own = Math.floor(fix.at / lengthMs)
    const last = chunks.at(-1)
    if (last && own === stretch && last.length < FIXES_IN_CHUNK) last.push(fix)
    else chunks.push([fix])
    stretch = own
  }
  return chunks
}
