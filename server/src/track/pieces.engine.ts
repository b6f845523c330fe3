import { inOrder, type TrackFix } from '@lianqin/shared/track/track'
import { encodeChunk } from '@lianqin/shared/track/track.codec'
import type { Unit } from '@lianqin/shared/unit'

/** A stretch of the clock that one piece of a track is about; it divides an hour, so that hours are made of whole pieces. */
export const PIECE_MS = 300_000
/** What grows is written again and again, so it does not grow longer than this; folding makes one of them all. */
export const MOST_IN_PIECE = 64
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
  /** Whatever has news, encoded; what is over is forgotten with that. Of those whose number is due. */
  take: (now: number, isDue: (no: number) => boolean) => Piece[]
  /** The same for these units, all of it, without what came after a moment. */
  close: (unitIds: readonly Unit['id'][], after: number) => Piece[]
  closeAll: () => Piece[]
  openFixes: () => number
}

/** What has come in of tracks and is still growing: a piece for each unit and stretch of the clock, late ones beside the newest. */
export function createPieces(): Pieces {
  const open = new Map<Unit['id'], OpenPiece[]>()
  const held = { no: 0, fixes: 0 }

  /** What stays open of a unit; the rest is forgotten. */
  function keep(unitId: Unit['id'], own: readonly OpenPiece[], stays: OpenPiece[]): void {
    if (stays.length > 0) open.set(unitId, stays)
    else open.delete(unitId)
    const fixes = (pieces: readonly OpenPiece[]) => pieces.reduce((sum, piece) => sum + piece.fixes.length, 0)
    held.fixes -= fixes(own) - fixes(stays)
  }
  function takeIf(isOver: (piece: OpenPiece) => boolean, isDue: (no: number) => boolean): Piece[] {
    return [...open].flatMap(([unitId, own]) => {
      const due = own.filter(({ no }) => isDue(no))
      const taken = due.flatMap((piece) => (piece.hasNews ? encoded(piece) : []))
      for (const piece of due) piece.hasNews = false
      const over = new Set(due.filter(isOver))
      if (over.size > 0)
        keep(
          unitId,
          own,
          own.filter((piece) => !over.has(piece)),
        )
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
      if (piece && piece.fixes.length >= MOST_IN_PIECE) {
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
    take: (now, isDue) => {
      const isCrowded = held.fixes > MOST_OPEN_FIXES
      return takeIf(({ endsAt, touchedAt }) => isCrowded || Math.max(endsAt, touchedAt) + SETTLED_MS <= now, isDue)
    },
    close(unitIds, after) {
      const closed = unitIds.flatMap((unitId) => open.get(unitId) ?? [])
      for (const unitId of unitIds) keep(unitId, open.get(unitId) ?? [], [])
      return closed.flatMap((piece) => {
        const fixes = piece.fixes.filter(({ at }) => at <= after)
        const isCut = fixes.length < piece.fixes.length
        return piece.hasNews || isCut ? encoded({ ...piece, fixes }) : []
      })
    },
    closeAll: () => takeIf(() => true, everyone),
    openFixes: () => held.fixes,
  }
}

export const everyone = () => true

function encoded({ no, unitId, fixes }: OpenPiece): Piece[] {
  const [first] = inOrder(fixes)
  const body = encodeChunk(fixes)
  // Nothing is left of a piece that lay wholly behind the sign-off: what was written of it is taken back.
  return [{ no, unitId, fromAt: first?.at ?? 0, body: body ?? new Uint8Array(0) }]
}
