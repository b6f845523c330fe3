import type { Device, Doubted, Stranger } from '@lianqin/shared/device'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'
import type { Outcome } from '../unit/intake.ts'
import { forgetOldDoubts, writeDoubts, writeHearings, writeStrangers } from './ledger.moves.ts'

/** How late the desk may learn what a device sent; so much of it a crash may cost. */
const TICK_MS = 2_000
/** Positions kept of one source that were not believed, and names of strangers. */
export const DOUBTS_MOST = 50
const STRANGERS_MOST = 200

export interface Hearing {
  /** Epoch milliseconds. */
  heardAt: number
  taken: number
  refused: Record<string, number>
}
export type RefusedFor = Outcome | 'device.revoked' | 'device.too-many' | 'device.unreadable' | 'device.unknown'

/** What is remembered of devices besides their positions: when each was heard, what was refused, and who knocked in vain. */
export interface Ledger {
  note: (deviceId: Device['id'], outcome: RefusedFor) => void
  doubt: (doubted: Omit<Doubted, 'heardAt'>) => void
  stranger: (who: Pick<Stranger, 'protocol' | 'name' | 'source'>) => void
  /** Everything noted until now is in the table when this returns. */
  flush: () => Promise<void>
  close: () => Promise<void>
}

interface Needs {
  db: Db
  clock: () => number
  failed: (what: string, error: unknown) => void
}

const isTaken = (outcome: RefusedFor) => outcome === 'newest' || outcome === 'late' || outcome === 'duplicate'

/** Collects in memory and writes in one go every few seconds: nothing here is asked or told for each position. */
export function openLedger({ db, clock, failed }: Needs): Ledger {
  const hearings = new Map<Device['id'], Hearing>()
  const doubts = new Map<string, Doubted[]>()
  const unknown = new Map<string, Stranger>()
  const turn = { last: Promise.resolve() }

  async function write() {
    const heard = [...hearings].map(([deviceId, hearing]) => ({ deviceId, ...hearing }))
    const doubted = [...doubts.values()].flat()
    const strangers = [...unknown.values()]
    hearings.clear()
    doubts.clear()
    unknown.clear()
    if (doubted.length > 0) await writeDoubts(db, doubted, DOUBTS_MOST)
    if (strangers.length > 0) await writeStrangers(db, strangers, STRANGERS_MOST)
    // Last: who reads that something was refused finds it.
    if (heard.length > 0) await writeHearings(db, heard)
  }
  function flush(): Promise<void> {
    turn.last = turn.last.then(write).catch((error) => failed('devices', error))
    return turn.last
  }
  turn.last = forgetOldDoubts(db).catch((error) => failed('devices', error))
  const tick = setInterval(() => void flush(), TICK_MS)

  return {
    note(deviceId, outcome) {
      let hearing = hearings.get(deviceId)
      if (!hearing) {
        hearing = { heardAt: 0, taken: 0, refused: {} }
        hearings.set(deviceId, hearing)
      }
      hearing.heardAt = clock()
      if (isTaken(outcome)) hearing.taken++
      else hearing.refused[outcome] = (hearing.refused[outcome] ?? 0) + 1
    },
    doubt(doubted) {
      const source = doubted.deviceId ?? doubted.unitId
      const kept = doubts.get(source) ?? []
      doubts.set(source, kept)
      kept.push({ ...doubted, heardAt: toMoment(clock()) })
      if (kept.length > DOUBTS_MOST) kept.shift()
    },
    stranger(who) {
      const key = `${who.protocol} ${who.name} ${who.source}`
      const known = unknown.get(key)
      if (!known && unknown.size >= STRANGERS_MOST) return
      unknown.set(key, { ...who, times: (known?.times ?? 0) + 1, heardAt: toMoment(clock()) })
    },
    flush,
    async close() {
      clearInterval(tick)
      await flush()
    },
  }
}
