import { unpacker } from '@lianqin/shared/track/pack.codec'
import type { Track } from '@lianqin/shared/track/track'
import { decodeChunk } from '@lianqin/shared/track/track.codec'
import { join } from '@lianqin/shared/track/track.rank'
import type { TrackGrant } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import { shallowRef } from 'vue'
import { getPieces } from '../kernel/http.ts'
import { networkFault } from '../kernel/network-fault.ts'
import { loadPart, type Part } from './part.ts'

const HEAD_BYTES = 6
/** Everything is drawn anew for what has come: not with each of some hundred pieces. */
const SHOW_EVERY_MS = 400

/** The tracks of a grant: one stream, drawn while it comes. It cannot be gone on with, so another try begins anew. */
export function usePastTracks() {
  const part = shallowRef<Part>({ state: 'none' })
  const tracks = shallowRef<ReadonlyMap<Unit['id'], Track>>(new Map())
  /** Chunks that came and cannot be read: so many stretches are missing from the picture. */
  const unreadable = shallowRef(0)

  const load = ({ id, unitIds }: TrackGrant, signal: AbortSignal) =>
    loadPart(part, signal, async () => {
      tracks.value = new Map()
      unreadable.value = 0
      const stream = readChunks(unitIds)
      let shownAt = 0
      function show(): void {
        if (signal.aborted) return
        unreadable.value = stream.unreadable()
        tracks.value = new Map([...tracks.value, ...stream.grown()])
        shownAt = performance.now()
      }
      // What came before the line broke is shown as well.
      await getPieces(
        `/replay/tracks?grant=${id}`,
        (piece) => {
          stream.take(piece)
          if (performance.now() - shownAt > SHOW_EVERY_MS) show()
        },
        { signal },
      ).finally(show)
      if (!stream.isWhole()) throw networkFault('the tracks ended in the middle of a chunk')
    })
  function clear(): void {
    part.value = { state: 'none' }
    tracks.value = new Map()
    unreadable.value = 0
  }
  return { part, tracks, unreadable, load, clear }
}

/** Takes a stream of chunks apart: answers the tracks that have grown since it was asked, and counts what cannot be read. */
function readChunks(unitIds: readonly Unit['id'][]) {
  const unpack = unpacker()
  const parts = new Map<Unit['id'], Track[]>()
  const fresh = new Set<Unit['id']>()
  const count = { bytes: 0, whole: 0, unreadable: 0 }

  function take(piece: Uint8Array): void {
    const chunks = unpack(piece)
    if (!chunks) throw networkFault('what came is no stream of tracks')
    count.bytes += piece.length
    for (const { unit, body } of chunks) {
      count.whole += HEAD_BYTES + body.length
      const unitId = unitIds[unit]
      const read = decodeChunk(body)
      if (!unitId || !read.ok) {
        count.unreadable += 1
        continue
      }
      const own = parts.get(unitId) ?? []
      own.push(read.track)
      parts.set(unitId, own)
      fresh.add(unitId)
    }
  }
  function grown(): Map<Unit['id'], Track> {
    const tracks = new Map([...fresh].map((unitId) => [unitId, join(parts.get(unitId) ?? [])]))
    fresh.clear()
    return tracks
  }
  return { take, grown, unreadable: () => count.unreadable, isWhole: () => count.bytes === count.whole }
}
