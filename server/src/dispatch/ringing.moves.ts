import type { Incident } from '@lianqin/shared/incident'
import type { Settings } from '@lianqin/shared/settings'
import type { Squad } from '@lianqin/shared/squad'
import type { Trx } from '../kernel/db.ts'
import type { TimerOrder } from '../kernel/timer-rows.ts'
import type { Case } from './case-book.engine.ts'
import { saveBook } from './case-book.moves.ts'
import { decide, type Rankings } from './dispatch.engine.ts'
import { recommendEach } from './dispatch.query.ts'
import { ringDistress } from './distress.moves.ts'
import { loads, type Surroundings } from './ground.query.ts'
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
    return row?.incidentId ?? undefined
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
  if (!incidentId && 'alarmId' in timer.ref) return ringDistress(trx, around.territory, timer.ref.alarmId, { late })
  const locked = incidentId && (await lockCase(trx, around.territory, incidentId))
  if (!locked) return
  const { held, setting } = locked
  const rankings = timer.kind === 'dispatch.route' ? await rankHeld(trx, around, held) : new Map()
  await saveBook(trx, decide(held, { on: 'timer', timer, late, rankings }, setting))
}

/**
 * Ranks for every empty place, and holds those who will be asked until the commit: they could sign off meanwhile, or be
 * asked about another case by whoever routes that at the same moment.
 */
async function rankHeld(trx: Trx, around: Surroundings, held: Case): Promise<Rankings> {
  const { settings } = around.territory.current().district
  const looking = { now: trx.now, scope: trx.actor.scope }
  for (;;) {
    const rankings = await recommendEach(trx, around, held, { ...looking, slots: emptySlots(held) })
    const wanted = [...chooseFor(held, rankings, settings).values()].flat().map(({ squadId }) => squadId)
    if (await mayBeAsked(trx, held.incident.id, wanted, settings)) return rankings
  }
}

/** On duty, and with room for one more: seen under the lock, so that of two routings the second sees the first's offers. */
async function mayBeAsked(
  trx: Trx,
  incidentId: Incident['id'],
  ids: Squad['id'][],
  { stackAtMost }: Pick<Settings, 'stackAtMost'>,
): Promise<boolean> {
  if (ids.length === 0) return true
  const rows = await trx.selectFrom('squad').select('state').where('id', 'in', ids).orderBy('id').forUpdate().execute()
  const load = await loads(trx, incidentId)
  return rows.every(({ state }) => state === 'on-duty') && ids.every((id) => (load.get(id) ?? 0) < stackAtMost)
}
