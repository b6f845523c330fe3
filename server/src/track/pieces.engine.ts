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
  const open = new Map<Unit['id'], OpenPiece[]>()
  const held = { no: 0, fixes: 0 }

  function finish(piece: OpenPiece): void {
    const others = (open.get(piece.unitId) ?? []).filter(({ no }) => no !== piece.no)
    if (others.length > 0) open.set(piece.unitId, others)
    else open.delete(piece.unitId)
    held.fixes -= piece.fixes.length
  }
  const all = () => [...open.values()].flat()
  function takeIf(isOver: (piece: OpenPiece) => boolean): Piece[] {
    return all().flatMap((piece) => {
      const taken = piece.hasNews ? encoded(piece) : []
      piece.hasNews = false
      if (isOver(piece)) finish(piece)
      return taken
    })
  }
  function begin(unitId: Unit['id'], stretch: number, now: number): OpenPiece {
    const endsAt = (stretch + 1) * PIECE_MS
    const piece: OpenPiece = { no: held.no++, unitId, endsAt, fixes: [], touchedAt: now, hasNews: true }
    const own = open.get(unitId)
    if (own) own.push(piece)
    else open.set(unitId, [piece])
    return piece
  }
  return {
    note(unitId, fix, now) {
      const stretch = Math.floor(fix.at / PIECE_MS)
      const endsAt = (stretch + 1) * PIECE_MS
      let piece = open.get(unitId)?.findLast((one) => one.endsAt === endsAt)
      if (piece && piece.fixes.length >= FIXES_IN_CHUNK) {
        // A full one belongs to no stretch any more, and goes as soon as it is taken.
        piece.endsAt = 0
        piece.touchedAt = 0
        piece = undefined
      }
      piece ??= begin(unitId, stretch, now)
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
      const closed = unitIds.flatMap((unitId) => open.get(unitId) ?? [])
      for (const piece of closed) finish(piece)
      return closed.flatMap((piece) => {
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
