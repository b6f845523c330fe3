import { ALARM_OWNER_GONE, type Alarm, alarmMachine, type MoveAlarm } from '@lianqin/shared/alarm'
import { awaitsSquads } from '@lianqin/shared/incident'
import { Problem } from '@lianqin/shared/wire/problem'
import { armClimb, climbAt } from './alarm.engine.ts'
import { type Book, type Setting, stepAlarm } from './case-book.engine.ts'
import { isLed } from './slots.engine.ts'
import { isLate } from './supervision.engine.ts'
import { refuseSilence, refuseStale, told } from './told.engine.ts'

export const nobody = { ownerId: null, ownerTitle: null, ownedAt: null }

/** Owned, released or cleared by a person. Released, it calls again and climbs again. */
export function moveAlarm(book: Book, alarm: Alarm, command: MoveAlarm): Alarm {
  const { move, version, reason } = command
  refuseStale(alarm, version, 'alarm.stale')
  const moved = stepAlarm(book, alarm, move, book.setting.by.role, setByMove(book, alarm, command), told(command))
  refuseSilence(alarmMachine.needsReason(move), move, reason)
  if (move === 'release') armClimb(book, moved)
  if (move === 'clear' && causeStands(book, alarm)) {
    throw new Problem('alarm.cause-stands', { id: alarm.id, kind: alarm.kind })
  }
  return moved
}

/** What a person's move sets. */
export function setByMove(
  { setting }: { setting: Pick<Setting, 'now' | 'by' | 'district'> },
  alarm: Alarm,
  { move, reason }: Pick<MoveAlarm, 'move' | 'reason'>,
): Partial<Alarm> {
  const { now, by } = setting
  const set: Partial<Record<typeof move, Partial<Alarm>>> = {
    own: { ownerId: by.personId, ownerTitle: by.title, ownedAt: now, climbAt: null },
    release: { ...nobody, climbAt: climbAt({ setting }, alarm) },
    clear: { clearedAt: now, reason: reason ?? null, climbAt: null },
  }
  return set[move] ?? {}
}

/** Whoever owned alarms of this case may not act any more: they call again and climb again, from where they stand. */
export function releaseOwned(book: Book, ownerId: Alarm['ownerId']): void {
  for (const alarm of book.alarms.filter((held) => held.state === 'owned' && held.ownerId === ownerId)) {
    const why = { reason: ALARM_OWNER_GONE, deviceAt: null }
    armClimb(book, stepAlarm(book, alarm, 'release', 'clock', { ...nobody, climbAt: climbAt(book, alarm) }, why))
  }
}

/** What an alarm says is still so: doing something about it, or ending the case, is what clears it. */
function causeStands(book: Book, { kind, taskId }: Alarm): boolean {
  const { state } = book.incident
  const task = book.tasks.find(({ id }) => id === taskId)
  switch (kind) {
    case 'file-late':
      return state === 'reported'
    case 'check-late':
      return state === 'handled'
    case 'dispatch-late':
      return awaitsSquads(state) && !isLed(book)
    case 'overdue':
      return awaitsSquads(state)
    case 'turnout-late':
      return task?.state === 'accepted'
    case 'arrive-late':
      return task?.state === 'accepted' || task?.state === 'en-route'
    case 'supervision-overrun':
      return book.supervisions.some(isLate)
    case 'rang-late':
      return false
    default:
      return true
  }
}
