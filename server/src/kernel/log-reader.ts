import type { Moment } from '@lianqin/shared/wire/moment'
import type { Bus } from './bus.ts'
import type { Db } from './db.ts'
import { type HeardEvent, lastSeq, readSince } from './event-log.ts'

/** A stretch `(from, to]` of the log. */
export interface Stretch {
  from: number
  to: number
  at: Moment
  events: HeardEvent[]
}

export interface LogReader {
  /** How far this process has read. */
  seq: () => number
  /** Reads whatever is new now, and returns when every listener has had it. */
  drain: () => Promise<void>
  close: () => Promise<void>
}

const STRETCH = 500
/** A wake can be lost; the log cannot. */
const LOOK_MS = 1_000

interface Needs {
  db: Db
  districtId: string
  bus: Bus
  heard: (stretch: Stretch) => Promise<void> | void
  failed: (what: string, error: unknown) => void
}

/** Reads the log in order, once per process, woken by commits here and elsewhere. Reads never overlap. */
export async function openLogReader({ db, districtId, bus, heard, failed }: Needs): Promise<LogReader> {
  const place = { seq: await lastSeq(db, districtId), turn: Promise.resolve(), waiting: false, closed: false }

  async function read() {
    place.waiting = false
    for (;;) {
      const events = await readSince(db, districtId, place.seq, STRETCH)
      const last = events.at(-1)
      if (!last) return
      const from = place.seq
      place.seq = last.seq
      await heard({ from, to: last.seq, at: last.at, events })
    }
  }
  /** Of many wakes while one read is under way, one more read is enough. */
  function drain(): Promise<void> {
    if (place.closed || place.waiting) return place.turn
    place.waiting = true
    place.turn = place.turn.then(read).catch((error) => {
      place.waiting = false
      failed('log reader', error)
    })
    return place.turn
  }
  bus.hear('wake', () => void drain())
  const look = setInterval(() => void drain(), LOOK_MS)
  return {
    seq: () => place.seq,
    drain,
    async close() {
      place.closed = true
      clearInterval(look)
      await place.turn
    },
  }
}
