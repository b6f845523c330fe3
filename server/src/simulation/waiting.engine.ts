import type { Incident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import { isBinding } from '@lianqin/shared/task'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { Case } from '../dispatch/case-book.engine.ts'
import type { Trx } from './store.engine.ts'

/** Cases that nobody had are routed again when somebody can have them; see `waiting.moves.ts`. */
export function retryWaiting(trx: Trx, areaId: Squad['areaId'], { dueAt, atMost }: { dueAt: Moment; atMost: number }) {
  const { store } = trx.world
  const waiting = [...store.standing].flatMap((id) => waitingSince(store.cases.get(id), areaId))
  waiting.sort((a, b) => Number(b.urgent) - Number(a.urgent) || (a.raisedAt < b.raisedAt ? -1 : 1))
  for (const { incidentId } of waiting.slice(0, atMost))
    trx.armed.push({ incidentId, order: { kind: 'dispatch.route', ref: { incidentId }, dueAt } })
}

interface Waiting {
  incidentId: Incident['id']
  urgent: boolean
  raisedAt: Moment
}

function waitingSince(held: Case | undefined, areaId: Squad['areaId']): Waiting[] {
  if (!held || (areaId !== null && held.incident.areaId !== areaId)) return []
  const { id: incidentId, urgent } = held.incident
  return held.alarms
    .filter(({ state, kind }) => state === 'raised' && (kind === 'nobody-competent' || kind === 'nobody-left'))
    .map(({ raisedAt }) => ({ incidentId, urgent, raisedAt }))
}

const TRIED_AT_ONCE = 3

/** Squads that a command has freed of a task take what waits; see `freed.moves.ts`. */
export function wakeWaiting(trx: Trx, before: Case, after: Case): void {
  const bound = new Map(before.tasks.filter(({ state }) => isBinding(state)).map((task) => [task.id, task.squadId]))
  const freed = after.tasks.flatMap(({ id, state }) => (isBinding(state) ? [] : (bound.get(id) ?? [])))
  const { store, now } = trx.world
  for (const squadId of freed) {
    const areaId = store.squads.get(squadId)?.areaId ?? null
    retryWaiting(trx, areaId, { dueAt: toMoment(now), atMost: TRIED_AT_ONCE })
  }
}
