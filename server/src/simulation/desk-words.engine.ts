import type { AskApproval } from '@lianqin/shared/approval'
import type { MoveSupervision } from '@lianqin/shared/supervision'
import { toMoment } from '@lianqin/shared/wire/moment'
import { type Eye, feels, isOneOf } from './eye.engine.ts'
import { type Wish, wishFor } from './network.engine.ts'

/** Requests: asked for by the desk, decided by whoever's word is awaited. */
export function seeToRequests(eye: Eye): Wish | null {
  const { held, doer, random } = eye
  const asked = held.approvals.filter(({ state }) => state === 'asked')
  if (asked.length > 0 && isOneOf(doer, 'shift-lead', 'centre-head')) {
    const { id, version, askedById } = random.pick(asked)
    const reason = 'as it is'
    const decided = feels(eye, 0.75, 0.6) ? 'grant' : 'refuse'
    const move = askedById === doer.personId ? 'withdraw' : decided
    return feels(eye, 0.5, 0.8)
      ? wishFor(held.incident.id, { on: 'approval', id, command: { move, version, reason } })
      : null
  }
  return feels(eye, 0.02) ? wishFor(held.incident.id, { on: 'request', squadId: null, command: request(eye) }) : null
}

const LONGEST_MS = 9 * 3_600_000

function request({ world, held: { incident }, random }: Eye): AskApproval {
  const { version } = incident
  const reason = 'it takes longer'
  const subject = random.pick(['extend', 'extend', 'suspend', 'suspend', 'force-close'] as const)
  if (subject !== 'suspend') return { subject, version, reason }
  return { subject, version, reason, until: toMoment(world.now + Math.round(random.between(60_000, LONGEST_MS))) }
}

/** Supervision orders: issued to a squad of the case, closed or asked for again once answered, withdrawn now and then. */
export function seeToOrders(eye: Eye): Wish | null {
  const { held, doer, random, world } = eye
  if (!isOneOf(doer, 'shift-lead', 'centre-head')) return null
  const { id: incidentId } = held.incident
  const answered = held.supervisions.find(({ state }) => state === 'answered')
  if (answered && feels(eye, 0.4, 0.9)) {
    const move: MoveSupervision['move'] = !world.quiet && random.chance(0.3) ? 'again' : 'close'
    const { id, version } = answered
    return wishFor(incidentId, { on: 'supervision', id, command: { move, version, reason: 'noted' } })
  }
  const standing = held.supervisions.find(({ state }) => state === 'issued' || state === 'acknowledged')
  if (standing && feels(eye, 0.02)) {
    const { id, version } = standing
    return wishFor(incidentId, { on: 'supervision', id, command: { move: 'withdraw', version, reason: 'settled' } })
  }
  const squads = held.tasks.flatMap(({ squadId }) => squadId ?? [])
  if (squads.length === 0 || !feels(eye, 0.03)) return null
  const limit = { clock: random.pick(['urgent_hour', 'work_hour'] as const), amount: random.pick([1, 2]) }
  const command = { kind: 'order', squadId: random.pick(squads), text: 'see to it', limit } as const
  return wishFor(incidentId, { on: 'order', command })
}
