import type { AlarmName, Device, Doubted, Stranger } from '@lianqin/shared/device'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'
import type { Outcome } from '../unit/intake.ts'
import { forgetOldDoubts, writeDoubts, writeHearings, writeStrangers } from './ledger.moves.ts'
import type { Facts, Said } from './report.ts'
import { toldBy } from './told.engine.ts'

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
  /** What it last said besides, when, and when it last raised which alarm. */
  toldAt: number | null
  facts: Facts
  alarms: Partial<Record<AlarmName, number>>
}
export type RefusedFor = Outcome | 'device.revoked' | 'device.too-many' | 'device.unreadable' | 'device.unknown'

/** What is remembered of devices besides their positions: when each was heard, what was refused, and who knocked in vain. */
export interface Ledger {
  note: (deviceId: Device['id'], outcome: RefusedFor) => void
  /** What a message said besides a place, heard just now. */
  tell: (deviceId: Device['id'], said: Said) => void
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
  /** The last message of each that brought a place, and the last without: a terminal tells of its battery in one of them. */
  const said = { placed: new Map<Device['id'], Said>(), other: new Map<Device['id'], Said>() }
  const doubts = new Map<string, Doubted[]>()
  const unknown = new Map<string, Stranger>()
  const turn = { last: Promise.resolve() }

  function hearing(deviceId: Device['id']): Hearing {
    const known = hearings.get(deviceId)
    if (known) return known
    const fresh = { heardAt: 0, taken: 0, refused: {}, toldAt: null, facts: {}, alarms: {} }
    hearings.set(deviceId, fresh)
    return fresh
  }
  function sumUp(): void {
    for (const messages of [said.other, said.placed]) {
      for (const [deviceId, message] of messages) {
        const known = hearing(deviceId)
        Object.assign(known.facts, toldBy(message))
        known.toldAt = known.heardAt
      }
      messages.clear()
    }
  }
  async function write() {
    sumUp()
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
      const known = hearing(deviceId)
      known.heardAt = clock()
      if (isTaken(outcome)) known.taken++
      else known.refused[outcome] = (known.refused[outcome] ?? 0) + 1
    },
    tell(deviceId, message) {
      // Looked at when it is written: of thousands the last one counts.
      ;('satellites' in message ? said.placed : said.other).set(deviceId, message)
      const known = hearing(deviceId)
      known.heardAt = clock()
      for (const alarm of message.alarms) known.alarms[alarm] = known.heardAt
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
