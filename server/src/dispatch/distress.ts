import type { Unit } from '@lianqin/shared/unit'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import type { HeardEvent } from '../kernel/event-log.ts'
import { byClock, type Write } from '../kernel/write.ts'
import { BEHIND_MS, raiseDistress } from './distress.moves.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
  failed: (what: string, error: unknown) => void
}

/** A database that is away is asked again this often: no call for help is lost while this process lives. */
const AGAIN_MS = 1_000

/**
 * Calls for help as devices send them, one for each press of a button, in whichever process. What is known of a unit's
 * alarms, true to the log, decides whether anything is written at all.
 */
export async function openDistress({ db, write, territory, failed }: Needs) {
  const standing = new Set<Unit['id']>()
  /** Up to when a unit has been heard, in epoch milliseconds. */
  const heardUpTo = new Map<Unit['id'], number>()
  const calls = new Map<Unit['id'], number>()
  const turn: { last: Promise<void>; isOver: boolean; again?: ReturnType<typeof setTimeout> } = {
    last: Promise.resolve(),
    isOver: false,
  }

  function learn({ unitId, state, clearedAt }: { unitId: Unit['id'] | null; state: string; clearedAt: string | null }) {
    if (unitId === null) return
    if (state !== 'cleared') standing.add(unitId)
    else {
      standing.delete(unitId)
      heardUpTo.set(unitId, Math.max(heardUpTo.get(unitId) ?? 0, Date.parse(clearedAt ?? '')))
    }
  }
  const known = await db
    .selectFrom('alarm')
    .select(['unitId', 'state', 'clearedAt'])
    .where('unitId', 'is not', null)
    .orderBy('raisedAt')
    .execute()
  for (const row of known) learn(row)

  async function raise(): Promise<void> {
    for (const [unitId, at] of calls) {
      try {
        await write(byClock, (trx) => raiseDistress(trx, territory, { unitId, at }))
        if (calls.get(unitId) === at) calls.delete(unitId)
      } catch (error) {
        failed('distress', error)
      }
    }
    if (calls.size > 0 && !turn.isOver) turn.again = setTimeout(go, AGAIN_MS)
  }
  function go(): void {
    clearTimeout(turn.again)
    turn.last = turn.last.then(raise)
  }
  return {
    /** A unit on duty called for help at a moment. */
    call(unitId: Unit['id'], at: number): void {
      if (standing.has(unitId) || at + BEHIND_MS <= (heardUpTo.get(unitId) ?? 0)) return
      calls.set(unitId, Math.max(at, calls.get(unitId) ?? 0))
      go()
    },
    hear(events: readonly HeardEvent[]): void {
      for (const { body } of events) if ('alarm' in body) learn(body.alarm)
    },
    /** Whether an alarm stands for it, as far as this process has heard. */
    stands: (unitId: Unit['id']) => standing.has(unitId),
    settle: () => turn.last,
    /** Whether what this unit has called so far is in the log, or needed no line of its own. */
    async isWritten(unitId: Unit['id']): Promise<boolean> {
      await turn.last
      return !calls.has(unitId)
    },
    close(): Promise<void> {
      turn.isOver = true
      clearTimeout(turn.again)
      return turn.last
    },
  }
}
export type Distress = Awaited<ReturnType<typeof openDistress>>
