import {
  ALARM_SERVER_AWAY,
  type Alarm,
  type AlarmKind,
  type AlarmLevel,
  alarmKinds,
  alarmLevels,
} from '@lianqin/shared/alarm'
import type { Task } from '@lianqin/shared/task'
import { inSeconds } from '../incident/filing.engine.ts'
import { type Book, type Setting, say, silently, stepAlarm } from './case-book.engine.ts'

/** Alarms that say nobody has the case. */
export const UNASSIGNED = ['nobody-competent', 'nobody-left', 'unassigned'] as const

/** Whom an alarm calls first. What the desk could not solve, and what is already too late, goes to the shift lead at once. */
export const FIRST_LEVEL: Record<AlarmKind, AlarmLevel> = {
  'nobody-competent': 'shift-lead',
  'nobody-left': 'shift-lead',
  unassigned: 'dispatcher',
  'rang-late': 'shift-lead',
  'file-late': 'dispatcher',
  'dispatch-late': 'dispatcher',
  'turnout-late': 'dispatcher',
  'arrive-late': 'dispatcher',
  'check-late': 'dispatcher',
  overdue: 'shift-lead',
  'supervision-overrun': 'shift-lead',
  sos: 'dispatcher',
}

/** What an end of the case clears: a squad still owes the centre its answer. */
export const CASE_ALARMS = alarmKinds.filter((kind) => kind !== 'supervision-overrun')

export const above = (level: AlarmLevel): AlarmLevel | undefined => alarmLevels[alarmLevels.indexOf(level) + 1]

interface About {
  /** Whoever caused it knows, and owns it at once. */
  ownedByActor?: true
  /** The one task of the case that it is about. */
  taskId?: Task['id']
}

/** Raises an alarm unless one of its kind stands already for the same thing. Unowned, it climbs. */
export function raiseAlarm(book: Book, kind: AlarmKind, { ownedByActor, taskId }: About = {}): void {
  const about = taskId ?? null
  if (book.alarms.some((alarm) => alarm.kind === kind && alarm.taskId === about && alarm.state !== 'cleared')) return
  const { now, by, freshId } = book.setting
  const owner = ownedByActor ? by.personId : null
  const alarm: Alarm = {
    id: freshId('alarm'),
    kind,
    incidentId: book.incident.id,
    areaId: book.incident.areaId,
    unitId: null,
    taskId: about,
    level: FIRST_LEVEL[kind],
    state: owner ? 'owned' : 'raised',
    raisedAt: now,
    ownerId: owner,
    ownerTitle: owner ? by.title : null,
    ownedAt: owner ? now : null,
    clearedAt: null,
    climbAt: null,
    reason: null,
    version: 1,
  }
  const raised = { ...alarm, climbAt: owner ? null : climbAt(book, alarm) }
  book.alarms = [...book.alarms, raised]
  armClimb(book, raised)
  say(book, 'alarm.raised', { alarm: raised }, [])
}

/** When an alarm climbs that nobody owns from now on. One that only tells of an outage does not: it is told once. */
export function climbAt(
  { setting }: { setting: Pick<Setting, 'now' | 'district'> },
  { kind, level }: Pick<Alarm, 'kind' | 'level'>,
): Alarm['climbAt'] {
  if (kind === 'rang-late' || above(level) === undefined) return null
  return inSeconds(setting.now, setting.district.settings.escalateAfterS)
}

export function armClimb(book: Book, { id, climbAt }: Pick<Alarm, 'id' | 'climbAt'>): void {
  if (climbAt !== null)
    book.timers.push({ kind: 'alarm.escalate', ref: { alarmId: id as Alarm['id'] }, dueAt: climbAt })
}

/**
 * Time's word on an alarm that nobody owns: it calls the next level. Rung long after its moment, the server was away and
 * nobody could have owned it: it waits once more, and the shift lead is told of the outage.
 */
export function escalateAlarm(book: Book, id: Alarm['id'], { late }: { late: boolean }): void {
  const alarm = book.alarms.find((held) => held.id === id)
  if (alarm?.state !== 'raised' || alarm.climbAt === null || book.setting.now < alarm.climbAt) return
  const level = late ? alarm.level : (above(alarm.level) ?? alarm.level)
  const next = { level, climbAt: climbAt(book, { kind: alarm.kind, level }) }
  armClimb(book, { id, climbAt: next.climbAt })
  stepAlarm(book, alarm, 'escalate', 'clock', next, { reason: late ? ALARM_SERVER_AWAY : null, deviceAt: null })
  if (late) raiseAlarm(book, 'rang-late')
}

/**
 * The cause is gone: somebody has the case, the step is done, or the case is over. With a task only what is about it, with
 * null only what is about the case as a whole.
 */
export function resolveAlarms(book: Book, kinds: readonly AlarmKind[], taskId?: Task['id'] | null): void {
  for (const alarm of book.alarms) {
    if (alarm.state === 'cleared' || !kinds.includes(alarm.kind)) continue
    if (taskId !== undefined && alarm.taskId !== taskId) continue
    stepAlarm(book, alarm, 'resolve', 'clock', { clearedAt: book.setting.now, climbAt: null }, silently)
  }
}
