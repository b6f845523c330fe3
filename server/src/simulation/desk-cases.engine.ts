import type { Incident, MoveIncident } from '@lianqin/shared/incident'
import { Problem } from '@lianqin/shared/wire/problem'
import { matterById } from './district.engine.ts'
import { type Eye, feels, isOneOf } from './eye.engine.ts'
import { type Wish, wishFor } from './network.engine.ts'
import { act } from './server.engine.ts'
import type { Trx } from './store.engine.ts'

// What a desk does with a case as a whole: files and rejects reports, closes what is handled, takes up and reopens.

const move = ({ held: { incident } }: Eye, command: Omit<MoveIncident, 'version'>): Wish =>
  wishFor(incident.id, { on: 'incident', command: { version: incident.version, ...command } })

export function seeToCase(eye: Eye): Wish | null {
  const { held, doer, random } = eye
  if (!isOneOf(doer, 'dispatcher', 'shift-lead')) return null
  const { state, matterId } = held.incident
  const matter = matterById.get(matterId)
  if (state === 'reported') return decideReport(eye)
  if (state === 'handled') {
    const closing = matter?.closing[0]
    if (feels(eye, 0.06)) return rework(eye)
    const outcome = random.pick(['settled', 'unfounded', 'violation'] as const)
    if (feels(eye, 0.5, 0.9))
      return move(eye, { move: 'close', outcome, ...(closing && { closingCode: closing.code }) })
  }
  if (state === 'suspended' && feels(eye, 0.02)) return move(eye, { move: 'takeUp' })
  const original = state === 'suspended' && feels(eye, 0.02) ? similarTo(eye) : undefined
  if (original) return voidAs(eye, original.id)
  return null
}

function decideReport(eye: Eye): Wish | null {
  const { held, random } = eye
  const original = feels(eye, 0.3) ? similarTo(eye) : undefined
  if (original) return voidAs(eye, original.id)
  if (feels(eye, 0.05)) return move(eye, { move: 'reject', reason: 'nothing there' })
  if (!feels(eye, 0.7, 1)) return null
  const conditions = matterById.get(held.incident.matterId)?.conditions ?? []
  return move(eye, { move: 'file', ...(random.chance(0.5) && { conditionCode: random.pick(conditions).code }) })
}

/** The check that `incident-step.moves.ts` makes under the lock: one may repeat only a case that stands. */
export function voidAs(eye: Eye, duplicateOf: Incident['id']): Wish {
  const { id, version } = eye.held.incident
  const command: MoveIncident = { move: 'void', version, reason: 'reported twice', duplicateOf }
  const work = (trx: Trx) => {
    const state = trx.world.store.cases.get(duplicateOf)?.incident.state
    if (!state || state === 'void' || state === 'rejected' || duplicateOf === id)
      throw new Problem('incident.duplicate-missing', { id: duplicateOf })
    act(trx, id, { on: 'incident', command })
  }
  return { what: { id, on: 'incident', command }, work }
}

/** Another case of the same matter in the same area. */
export function similarTo({ world: { store }, held: { incident } }: Eye): Incident | undefined {
  return [...store.standing]
    .flatMap((id) => store.cases.get(id)?.incident ?? [])
    .find(
      ({ id, matterId, areaId }) => id !== incident.id && matterId === incident.matterId && areaId === incident.areaId,
    )
}

function rework({ held: { incident, tasks }, random }: Eye): Wish | null {
  const handled = tasks.filter(({ state }) => state === 'handled')
  if (handled.length === 0) return null
  const { id, version } = random.pick(handled)
  return wishFor(incident.id, { on: 'task', id, command: { move: 'rework', version, reason: 'not yet done' } })
}

/** What was over is taken up again: a wrong repetition stands again, a closed case is opened once more. */
export function openAgain(eye: Eye): Wish | null {
  const { held, doer } = eye
  const { state } = held.incident
  const reason = 'it is not over'
  if (state === 'void' && isOneOf(doer, 'dispatcher', 'shift-lead') && feels(eye, 0.3))
    return move(eye, { move: 'unmerge', reason })
  if ((state === 'closed' || state === 'rejected') && isOneOf(doer, 'shift-lead', 'centre-head') && feels(eye, 0.15))
    return move(eye, { move: 'reopen', reason })
  return null
}
