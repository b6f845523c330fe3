import { randomBytes } from 'node:crypto'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'
import type { Piece } from './pieces.engine.ts'

/** So much may wait for a database that is away: at four bytes a fix, a shift of a thousand units. */
export const MOST_WAITING_BYTES = 32 * 1024 * 1024
const PIECES_AT_ONCE = 500
/** What a piece costs in memory besides its bytes. */
const PIECE_BYTES = 200

interface Needs {
  db: Db
  /** So many pieces were given up because too many waited. */
  lost: (pieces: number) => void
}

/** Pieces on their way to the table: the newest form of each, in one statement for many, again until they are there. */
export function openWriting({ db, lost }: Needs) {
  const writer = randomBytes(6).toString('hex')
  const waiting = new Map<number, Piece>()
  const held = { bytes: 0 }
  const weight = ({ body }: Piece) => body.length + PIECE_BYTES

  function leave(piece: Piece): void {
    if (waiting.get(piece.no) !== piece) return
    waiting.delete(piece.no)
    held.bytes -= weight(piece)
  }
  function wait(piece: Piece): void {
    const before = waiting.get(piece.no)
    if (before) leave(before)
    waiting.set(piece.no, piece)
    held.bytes += weight(piece)
  }
  /** The oldest first: whoever looks back after an outage asks for its end. */
  function giveUp(): void {
    let given = 0
    for (const piece of waiting.values()) {
      if (held.bytes <= MOST_WAITING_BYTES) break
      leave(piece)
      given++
    }
    if (given > 0) lost(given)
  }
  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting.values()].slice(0, PIECES_AT_ONCE)
      const full = batch.filter(({ body }) => body.length > 0)
      const empty = batch.filter(({ body }) => body.length === 0)
      if (full.length > 0) await writePieces(db, writer, full)
      for (const { no } of empty)
        await db.deleteFrom('trackPiece').where('writer', '=', writer).where('no', '=', no).execute()
      for (const piece of batch) leave(piece)
    }
  }
  return {
    wait(pieces: readonly Piece[]) {
      for (const piece of pieces) wait(piece)
      giveUp()
    },
    write,
    waiting: () => ({ pieces: waiting.size, bytes: held.bytes }),
  }
}

async function writePieces(db: Db, writer: string, pieces: readonly Piece[]): Promise<void> {
  const rows = pieces.map(({ no, unitId, fromAt, body }) => ({
    no,
    unit_id: unitId,
    from_at: toMoment(fromAt),
    body: Buffer.from(body).toString('base64'),
  }))
  await sql`
    insert into track_piece (writer, no, unit_id, from_at, body)
    select ${writer}, no, unit_id, from_at, decode(body, 'base64')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sent(no integer, unit_id text, from_at timestamptz, body text)
    on conflict (writer, no) do update set from_at = excluded.from_at, body = excluded.body, written_at = now()`.execute(
    db,
  )
}
