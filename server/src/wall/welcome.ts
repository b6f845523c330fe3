import { mayRead, rightsKey } from '@lianqin/shared/rights'
import type { Snapshot } from '@lianqin/shared/wall'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'
import { headOf, readSince, withoutAudience } from '../kernel/event-log.ts'
import type { WallSocket } from './screen.ts'
import { readSnapshot } from './wall.query.ts'

/** More than this is sent as a snapshot: it is smaller, and sooner true. */
const MOST_MISSED = 500
/** A storm of returning screens shares one snapshot per set of rights; what came since follows it as events. */
const SNAPSHOT_KEPT_MS = 1_000

interface Needs {
  db: Db
  districtId: string
  clock: () => number
}

/** Brings a screen up to now and returns how far that is: with the events it missed if they fit, otherwise a snapshot. */
export function createWelcome({ db, districtId, clock }: Needs) {
  const kept = new Map<string, { at: number; snapshot: Promise<Snapshot> }>()

  function snapshotFor(socket: WallSocket): Promise<Snapshot> {
    const { scope } = socket.data.person
    const known = kept.get(rightsKey(scope))
    if (known && clock() - known.at < SNAPSHOT_KEPT_MS) return known.snapshot
    const snapshot = readSnapshot(db, districtId, scope)
    kept.set(rightsKey(scope), { at: clock(), snapshot })
    snapshot.catch(() => kept.delete(rightsKey(scope)))
    for (const [key, { at }] of kept) if (clock() - at > SNAPSHOT_KEPT_MS) kept.delete(key)
    return snapshot
  }

  async function missed(socket: WallSocket, since: number): Promise<number> {
    const lines = await readSince(db, districtId, since, MOST_MISSED)
    const to = lines.at(-1)?.seq ?? since
    const events = lines.filter(({ audience }) => mayRead(socket.data.person.scope, audience)).map(withoutAudience)
    socket.emit('events', { from: since, to, at: toMoment(clock()), events })
    return to
  }

  return async (socket: WallSocket, since: number | null): Promise<{ seq: number; logId: string }> => {
    const { seq: last, logId } = await headOf(db, districtId)
    // Ahead of us: its log was another one.
    if (since !== null && since <= last && last - since < MOST_MISSED)
      return { seq: await missed(socket, since), logId }
    const snapshot = await snapshotFor(socket)
    socket.emit('snapshot', snapshot)
    return { seq: last > snapshot.seq ? await missed(socket, snapshot.seq) : snapshot.seq, logId }
  }
}
