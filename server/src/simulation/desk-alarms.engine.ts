import type { Alarm, MoveAlarm } from '@lianqin/shared/alarm'
import { emptySlots, taskIn } from '../dispatch/slots.engine.ts'
import { chooseFor } from './choosing.engine.ts'
import { type Eye, feels } from './eye.engine.ts'
import { type Wish, wishFor } from './network.engine.ts'

const NOBODY_HAS_IT = ['nobody-competent', 'nobody-left', 'unassigned']

/** Owns what calls, and sees to what is owned: gives the case to somebody, takes a late squad off, or notes and clears. */
export function seeToAlarms(eye: Eye): Wish | null {
  const { held, doer, random } = eye
  const standing = held.alarms.filter(({ state }) => state !== 'cleared')
  if (standing.length === 0) return null
  const alarm = random.pick(standing)
  if (alarm.state === 'raised') return feels(eye, 0.4, 0.9) ? move(eye, alarm, { move: 'own' }) : null
  if (alarm.ownerId !== doer.personId && !feels(eye, 0.05, 0.5)) return null
  if (feels(eye, 0.04)) return move(eye, alarm, { move: 'release', reason: 'going home' })
  if (NOBODY_HAS_IT.includes(alarm.kind)) return giveAway(eye)
  const late = alarm.kind === 'turnout-late' || alarm.kind === 'arrive-late'
  if (late && feels(eye, 0.3)) return takeOff(eye, alarm)
  return feels(eye, 0.5, 0.9) ? move(eye, alarm, { move: 'clear', reason: 'seen to' }) : null
}

function move({ held }: Eye, { id, version }: Alarm, command: Omit<MoveAlarm, 'version'>): Wish {
  return wishFor(held.incident.id, { on: 'alarm', id, command: { version, ...command } })
}

/**
 * Somebody is chosen for a place that nobody has; a member that cannot be had is done without. A case that nobody can lead,
 * because whoever could has another place in it, is ended by decree.
 */
function giveAway(eye: Eye): Wish | null {
  const { held, random } = eye
  const empty = emptySlots(held)
  if (empty.length === 0) return null
  const slot = random.pick(empty)
  const chosen = feels(eye, 0.7, 1) ? chooseFor(eye, slot) : null
  if (chosen) return chosen
  if (slot.part === 'lead') return feels(eye, 0.02, 0.5) ? endByDecree(eye) : null
  const task = taskIn(held, slot.id)
  if (!task || !feels(eye, 0.5, 1)) return null
  const { id, version } = task
  return wishFor(held.incident.id, {
    on: 'task',
    id,
    command: { move: 'callOff', version, reason: 'done without' },
  })
}

function takeOff({ held }: Eye, { taskId }: Alarm): Wish | null {
  const task = held.tasks.find(({ id }) => id === taskId)
  if (!task) return null
  const { id, version } = task
  return wishFor(held.incident.id, { on: 'task', id, command: { move: 'recall', version, reason: 'too slow' } })
}

function endByDecree({ held: { incident } }: Eye): Wish {
  const command = { subject: 'force-close', version: incident.version, reason: 'nobody can lead it' } as const
  return wishFor(incident.id, { on: 'request', squadId: null, command })
}
