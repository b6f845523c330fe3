import { alarmMachine } from '@lianqin/shared/alarm'
import { approvalMachine } from '@lianqin/shared/approval'
import { incidentMachine } from '@lianqin/shared/incident'
import { offerMachine } from '@lianqin/shared/offer'
import { supervisionMachine } from '@lianqin/shared/supervision'
import { taskMachine } from '@lianqin/shared/task'
import type { CaseCommand } from '../dispatch/dispatch.engine.ts'
import { chooseFor, preemptFor } from './choosing.engine.ts'
import { similarTo, voidAs } from './desk-cases.engine.ts'
import { type Eye, isOneOf } from './eye.engine.ts'
import { type Wish, wishFor } from './network.engine.ts'

const AWAITING = ['filed', 'dispatched', 'reopened']

/** A person interferes with a case that was on its way: each of these is allowed, and none of them is frequent. */
export function interfere(eye: Eye): Wish | null {
  const { held, doer, random } = eye
  const { incident, tasks, offers } = held
  if (!isOneOf(doer, 'dispatcher', 'shift-lead') || !AWAITING.includes(incident.state)) return null
  const reason = 'on second thoughts'
  const { id, version } = incident
  const live = offers.filter(({ endedAt }) => endedAt === null)
  const open = tasks.filter(({ state }) => ['open', 'offered', 'accepted', 'en-route', 'on-scene'].includes(state))
  const kinds: (() => CaseCommand | Wish | null | undefined)[] = [
    () => live[0] && { on: 'offer', id: live[0].id, command: { move: 'withdraw', version: live[0].version, reason } },
    () => live[0] && { on: 'offer', id: live[0].id, command: { move: 'remind', version: live[0].version } },
    () => pickedTask(eye, open, 'recall', reason),
    () => pickedTask(eye, open, 'callOff', reason),
    () => ({ on: 'incident', command: { move: 'raise', version } }),
    () => ({ on: 'amendment', command: { version, urgent: !incident.urgent, major: random.chance(0.3) } }),
    () => ({ on: 'amendment', command: { version, partOf: similarTo(eye)?.id ?? null } }),
    () => chooseFor(eye, random.pick(incident.slots)),
    () => preemptFor(eye, random.pick(incident.slots)),
    () => (incident.urgent ? preemptFor(eye, random.pick(incident.slots)) : null),
    () => voidAs(eye, similarTo(eye)?.id ?? id),
    () => (random.chance(0.3) ? { on: 'incident', command: { move: 'void', version, reason } } : null),
  ]
  const wish = random.pick(kinds)()
  if (!wish) return null
  return 'work' in wish ? wish : wishFor(id, wish)
}

function pickedTask({ random }: Eye, tasks: Eye['held']['tasks'], move: 'recall' | 'callOff', reason: string) {
  if (tasks.length === 0) return null
  const { id, version } = random.pick(tasks)
  return { on: 'task', id, command: { move, version, reason } } as const
}

/** Anybody tries anything on any row, on this version or an older one: nearly always refused, and never to harm. */
export function fumble(eye: Eye): Wish | null {
  const { held, random } = eye
  const { incident, tasks, offers, alarms, approvals, supervisions } = held
  const said = { reason: 'because', result: 'done' }
  const about = <M extends string>(rows: readonly { id: string; version: number }[], moves: readonly M[]) => {
    const row = rows.length > 0 ? random.pick(rows) : null
    return (
      row && {
        id: row.id,
        command: { move: random.pick(moves), version: row.version - (random.chance(0.2) ? 1 : 0), ...said },
      }
    )
  }
  const tried = random.pick<[CaseCommand['on'], ReturnType<typeof about>]>([
    ['incident', about([incident], incidentMachine.names)],
    ['task', about(tasks, taskMachine.names)],
    ['offer', about(offers, offerMachine.names)],
    ['alarm', about(alarms, alarmMachine.names)],
    ['approval', about(approvals, approvalMachine.names)],
    ['supervision', about(supervisions, supervisionMachine.names)],
  ])
  return tried[1] && wishFor(incident.id, { on: tried[0], ...tried[1] } as CaseCommand)
}
