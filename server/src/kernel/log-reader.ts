import type { Moment } from '@lianqin/shared/wire/moment'
import type { Bus } from './bus.ts'
import type { Db } from './db.ts'
import { type HeardEvent, readSince } from './event-log.ts'

/** A stretch `(from, to]` of the log. */
export interface Stretch {
  from: number
  to: number
  at: Moment
  events: HeardEvent[]
}

export interface LogReader {
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
  /** Read from after this line on. */
  since: number
  /** A stretch that could not be heard to the end is told again: hearing one twice must change nothing. */
  heard: (stretch: Stretch) => Promise<void> | void
  failed: (what: string, error: unknown) => void
}

/** Reads the log in order for one listener with a place of its own, woken by commits here and elsewhere. */
export function openLogReader({ db, districtId, bus, since, heard, failed }: Needs): LogReader {
  const place = { seq: since, turn: Promise.resolve(), waiting: false, closed: false }

  async function read() {
    place.waiting = false
    for (;;) {
      const events = await readSince(db, districtId, place.seq, STRETCH)
      const last = events.at(-1)
      if (!last) return
      await heard({ from: place.seq, to: last.seq, at: last.at, events })
      place.seq = last.seq
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
    drain,
    async close() {
      place.closed = true
      clearInterval(look)
      await place.turn
    },
  }
}
