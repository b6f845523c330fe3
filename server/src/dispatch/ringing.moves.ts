import type { Incident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import type { Trx } from '../kernel/db.ts'
import type { TimerOrder } from '../kernel/timer-rows.ts'
import type { Case } from './case-book.engine.ts'
import { saveBook } from './case-book.moves.ts'
import { decide, type Rankings } from './dispatch.engine.ts'
import { recommendEach } from './dispatch.query.ts'
import type { Surroundings } from './ground.query.ts'
import { lockCase } from './lock-case.moves.ts'
import { chooseFor, emptySlots } from './slots.engine.ts'

/** What a timer may name, and the table that knows whose case it is. */
const TABLES = {
  offerId: 'offer',
  taskId: 'task',
  alarmId: 'alarm',
  approvalId: 'approval',
  supervisionId: 'supervision',
} as const

async function caseOfRef(trx: Trx, ref: TimerOrder['ref']): Promise<Incident['id'] | undefined> {
  if ('incidentId' in ref) return ref.incidentId
  for (const [field, table] of Object.entries(TABLES)) {
    const id: unknown = ref[field as keyof typeof ref]
    if (typeof id !== 'string') continue
    const row = await trx
      .selectFrom(table)
      .select('incidentId')
      .where('id', '=', id as never)
      .executeTakeFirst()
    return row?.incidentId
  }
}

/** A timer rings: its case is locked and the rules say what time has done to it. */
export async function ringCase(
  trx: Trx,
  around: Surroundings,
  timer: Pick<TimerOrder, 'kind' | 'ref'>,
  { late }: { late: boolean },
): Promise<void> {
  const incidentId = await caseOfRef(trx, timer.ref)
  const locked = incidentId && (await lockCase(trx, around.territory, incidentId))
  if (!locked) return
  const { held, setting } = locked
  const rankings = timer.kind === 'dispatch.route' ? await rankHeld(trx, around, held) : new Map()
  await saveBook(trx, decide(held, { on: 'timer', timer, late, rankings }, setting))
}

/** Ranks for every empty place, and holds those who will be asked on duty until the commit: they could sign off meanwhile. */
async function rankHeld(trx: Trx, around: Surroundings, held: Case): Promise<Rankings> {
  const { settings } = around.territory.current().district
  const looking = { now: trx.now, scope: trx.actor.scope }
  for (;;) {
    const rankings = await recommendEach(trx, around, held, { ...looking, slots: emptySlots(held) })
    const wanted = [...chooseFor(held, rankings, settings).values()].flat().map(({ squadId }) => squadId)
    if (await areOnDuty(trx, wanted)) return rankings
  }
}

async function areOnDuty(trx: Trx, ids: Squad['id'][]): Promise<boolean> {
  if (ids.length === 0) return true
  const rows = await trx.selectFrom('squad').select('state').where('id', 'in', ids).orderBy('id').forShare().execute()
  return rows.every(({ state }) => state === 'on-duty')
}
