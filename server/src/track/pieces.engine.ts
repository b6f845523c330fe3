import { inOrder, type TrackFix } from '@lianqin/shared/track/track'
import { encodeChunk, FIXES_IN_CHUNK } from '@lianqin/shared/track/track.codec'
import type { Unit } from '@lianqin/shared/unit'

/** A stretch of the clock that one piece of a track is about; it divides an hour, so that hours are made of whole pieces. */
export const PIECE_MS = 300_000
/** A piece whose stretch is over is closed when so long nothing came for it: most of what is late is late by seconds. */
export const SETTLED_MS = 20_000
/** Above so many fixes in open pieces everything is closed: a storm of late points must not fill the memory. */
export const MOST_OPEN_FIXES = 100_000

/** What is written of a unit's track at once. Written again under the same number it replaces what was there. */
export interface Piece {
  no: number
  unitId: Unit['id']
  /** Unix milliseconds of the first fix. */
  fromAt: number
  body: Uint8Array
}

interface OpenPiece {
  no: number
  unitId: Unit['id']
  endsAt: number
  fixes: TrackFix[]
  touchedAt: number
  hasNews: boolean
}

export interface Pieces {
  note: (unitId: Unit['id'], fix: TrackFix, now: number) => void
  /** Whatever has news, encoded; what is over is forgotten with that. */
  take: (now: number) => Piece[]
  /** The same for these units, all of it, without what came after a moment. */
  close: (unitIds: readonly Unit['id'][], after: number) => Piece[]
  closeAll: () => Piece[]
  openFixes: () => number
}

/** What has come in of tracks and is still growing: a piece for each unit and stretch of the clock, late ones beside the newest. */
export function createPieces(): Pieces {
  const open = new Map<string, OpenPiece>()
  const held = { no: 0, fixes: 0 }

  function finish(key: string, piece: OpenPiece): void {
    open.delete(key)
    held.fixes -= piece.fixes.length
  }
  function takeIf(isOver: (piece: OpenPiece) => boolean): Piece[] {
    return [...open].flatMap(([key, piece]) => {
      const taken = piece.hasNews ? encoded(piece) : []
      piece.hasNews = false
      if (isOver(piece)) finish(key, piece)
      return taken
    })
  }
  return {
    note(unitId, fix, now) {
      const stretch = Math.floor(fix.at / PIECE_MS)
      const key = `${unitId} ${stretch}`
      let piece = open.get(key)
      // A full one stands for itself under another key until it is taken.
      if (piece && piece.fixes.length >= FIXES_IN_CHUNK) {
        open.delete(key)
        open.set(`${key} ${piece.no}`, { ...piece, endsAt: 0, touchedAt: 0 })
        piece = undefined
      }
      if (!piece) {
        piece = { no: held.no++, unitId, endsAt: (stretch + 1) * PIECE_MS, fixes: [], touchedAt: now, hasNews: true }
        open.set(key, piece)
      }
      piece.fixes.push(fix)
      piece.touchedAt = now
      piece.hasNews = true
      held.fixes++
    },
    take: (now) => {
      const isCrowded = held.fixes > MOST_OPEN_FIXES
      return takeIf(({ endsAt, touchedAt }) => isCrowded || Math.max(endsAt, touchedAt) + SETTLED_MS <= now)
    },
    close(unitIds, after) {
      const whose = new Set(unitIds)
      const closed = [...open].filter(([, { unitId }]) => whose.has(unitId))
      for (const [key, piece] of closed) finish(key, piece)
      return closed.flatMap(([, piece]) => {
        const fixes = piece.fixes.filter(({ at }) => at <= after)
        const isCut = fixes.length < piece.fixes.length
        return piece.hasNews || isCut ? encoded({ ...piece, fixes }) : []
      })
    },
    closeAll: () => takeIf(() => true),
    openFixes: () => held.fixes,
  }
}

function encoded({ no, unitId, fixes }: OpenPiece): Piece[] {
  const [first] = inOrder(fixes)
  const body = encodeChunk(fixes)
  // Nothing is left of a piece that lay wholly behind the sign-off: what was written of it is taken back.
  return [{ no, unitId, fromAt: first?.at ?? 0, body: body ?? new Uint8Array(0) }]
}
