import { type Alarm, alarmMachine, type MoveAlarm } from '@lianqin/shared/alarm'
import { Problem } from '@lianqin/shared/wire/problem'
import { armClimb, climbAt, UNASSIGNED } from './alarm.engine.ts'
import { type Book, stepAlarm } from './case-book.engine.ts'
import { refuseSilence, refuseStale, told } from './told.engine.ts'

/** Owned, released or cleared by a person. Released, it calls again and climbs again. */
export function moveAlarm(book: Book, alarm: Alarm, command: MoveAlarm): Alarm {
  const { move, version, reason } = command
  refuseStale(alarm, version, 'alarm.stale')
  const { now, by } = book.setting
  const nobody = { ownerId: null, ownerTitle: null, ownedAt: null }
  const set: Partial<Record<typeof move, Partial<Alarm>>> = {
    own: { ownerId: by.personId, ownerTitle: by.title, ownedAt: now, climbAt: null },
    release: { ...nobody, climbAt: climbAt(book, alarm) },
    clear: { clearedAt: now, reason: reason ?? null, climbAt: null },
  }
  const moved = stepAlarm(book, alarm, move, by.role, set[move] ?? {}, told(command))
  refuseSilence(alarmMachine.needsReason(move), move, reason)
  if (move === 'release') armClimb(book, moved)
  // While it says that nobody has the case, that is so: giving the case to somebody, or ending it, is what clears it.
  if (move === 'clear' && UNASSIGNED.some((kind) => kind === alarm.kind)) {
    throw new Problem('alarm.cause-stands', { id: alarm.id, kind: alarm.kind })
  }
  return moved
}
