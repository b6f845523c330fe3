import type { AlarmName, Device, HeardDevice, KeptDoubt, Stranger } from '@lianqin/shared/device'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'
import type { Outcome } from '../unit/intake.ts'
import { forgetOldDoubts, writeDoubts, writeHearings, writeStrangers } from './ledger.moves.ts'
import { tidy } from './octets.codec.ts'
import type { Facts, Said } from './report.ts'
import { createShelf } from './shelf.ts'
import { toldBy } from './told.engine.ts'

/** How late the desk may learn what a device sent; so much of it a crash may cost. */
const TICK_MS = 2_000
/** Positions kept of one source that were not believed, and names of strangers. */
export const DOUBTS_MOST = 50
const STRANGERS_MOST = 200

export interface Hearing {
  /** Epoch milliseconds; null if only somebody else spoke in its name. */
  heardAt: number | null
  taken: number
  refused: Record<string, number>
  /** What it last said besides, when, and when it last raised which alarm. */
  toldAt: number | null
  facts: Facts
  alarms: Partial<Record<AlarmName, number>>
  called: HeardDevice['called']
}
export type RefusedFor =
  | Outcome
  | 'device.revoked'
  | 'device.too-many'
  | 'device.unreadable'
  | 'device.unknown'
  | 'device.no-place'

/** What is remembered of devices besides their positions: when each was heard, what was refused, and who knocked in vain. */
export interface Ledger {
  /** It said something, whatever it was. */
  heard: (deviceId: Device['id']) => void
  note: (deviceId: Device['id'], outcome: RefusedFor) => void
  /** What a message said besides a place, heard just now. */
  tell: (deviceId: Device['id'], said: Said) => void
  /** Another terminal with its number wanted to register. */
  called: (deviceId: Device['id'], label: string) => void
  doubt: (doubted: Omit<KeptDoubt, 'heardAt'>) => void
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

/** What is known already is counted apart: sent twice, it is in the track once. */
const isTaken = (outcome: RefusedFor) => outcome === 'newest' || outcome === 'late'

/** Collects in memory and writes in one go every few seconds: nothing here is asked or told for each position. */
export function openLedger({ db, clock, failed }: Needs): Ledger {
  const hearings = createShelf<Hearing>(joined, Number.POSITIVE_INFINITY)
  /** The last message of each that brought a place, and the last without: a terminal tells of its battery in one of them. */
  const said = { placed: new Map<Device['id'], Said>(), other: new Map<Device['id'], Said>() }
  const doubts = createShelf<readonly KeptDoubt[]>((older, newer) => last(...older, ...newer), Number.POSITIVE_INFINITY)
  const unknown = createShelf<Stranger>(
    (older, newer) => ({ ...newer, times: older.times + newer.times }),
    STRANGERS_MOST,
  )
  const turn = { last: Promise.resolve() }

  function hearing(deviceId: Device['id']): Hearing {
    const known = hearings.held.get(deviceId)
    if (known) return known
    const fresh = { heardAt: null, taken: 0, refused: {}, toldAt: null, facts: {}, alarms: {}, called: null }
    hearings.held.set(deviceId, fresh)
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
  /** Each for itself: what one of them cannot write does not hold up the others. */
  async function write() {
    sumUp()
    const told = (error: unknown) => failed('devices', error)
    await doubts
      .empty((rows) =>
        writeDoubts(
          db,
          rows.flatMap(([, doubted]) => doubted),
          DOUBTS_MOST,
        ),
      )
      .catch(told)
    await unknown
      .empty((rows) =>
        writeStrangers(
          db,
          rows.map(([, who]) => who),
          STRANGERS_MOST,
        ),
      )
      .catch(told)
    // Last: who reads that something was refused finds it.
    await hearings.empty((rows) => writeHearings(db, rows)).catch(told)
  }
  function flush(): Promise<void> {
    turn.last = turn.last.then(write)
    return turn.last
  }
  turn.last = forgetOldDoubts(db).catch((error) => failed('devices', error))
  const tick = setInterval(() => void flush(), TICK_MS)

  return {
    heard(deviceId) {
      hearing(deviceId).heardAt = clock()
    },
    note(deviceId, outcome) {
      const known = hearing(deviceId)
      // Whoever is turned away in its name is not heard as the device itself.
      if (outcome !== 'device.unknown') known.heardAt = clock()
      if (isTaken(outcome)) known.taken++
      else known.refused[outcome] = (known.refused[outcome] ?? 0) + 1
    },
    tell(deviceId, message) {
      // Looked at when it is written: of thousands the last one counts.
      ;('satellites' in message ? said.placed : said.other).set(deviceId, message)
      const known = hearing(deviceId)
      const at = clock()
      known.heardAt = at
      for (const alarm of message.alarms) known.alarms[alarm] = at
    },
    called(deviceId, label) {
      hearing(deviceId).called = { label, at: toMoment(clock()) }
    },
    doubt(doubted) {
      const source = doubted.deviceId ?? doubted.unitId
      doubts.held.set(source, last(...(doubts.held.get(source) ?? []), { ...doubted, heardAt: toMoment(clock()) }))
    },
    stranger({ protocol, name, source }) {
      // What anybody may send is no reason for the table to refuse everybody's.
      const who = { protocol, name: tidy(name), source: tidy(source) }
      const key = `${who.protocol} ${who.name} ${who.source}`
      const known = unknown.held.get(key)
      if (!known && unknown.held.size >= STRANGERS_MOST) return
      unknown.held.set(key, { ...who, times: (known?.times ?? 0) + 1, heardAt: toMoment(clock()) })
    },
    flush,
    async close() {
      clearInterval(tick)
      await flush()
    },
  }
}

const last = (...doubted: KeptDoubt[]): KeptDoubt[] => doubted.slice(-DOUBTS_MOST)

/** What was heard of one device, as one. */
const joined = (older: Hearing, newer: Hearing): Hearing => ({
  heardAt: newer.heardAt ?? older.heardAt,
  taken: older.taken + newer.taken,
  refused: Object.fromEntries(
    [...new Set([...Object.keys(older.refused), ...Object.keys(newer.refused)])].map((code) => [
      code,
      (older.refused[code] ?? 0) + (newer.refused[code] ?? 0),
    ]),
  ),
  toldAt: newer.toldAt ?? older.toldAt,
  facts: { ...older.facts, ...newer.facts },
  alarms: { ...older.alarms, ...newer.alarms },
  called: newer.called ?? older.called,
})
