import { ALARM_OWNER_GONE, ALARM_SERVER_AWAY, type Alarm, alarmMachine, type MoveAlarm } from '@lianqin/shared/alarm'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import { above, climbAt, FIRST_LEVEL } from './alarm.engine.ts'
import { allowed, type Setting, silently, type Told } from './case-book.engine.ts'
import { nobody, setByMove } from './owning.engine.ts'
import { refuseSilence, refuseStale, told } from './told.engine.ts'

// A call for help: an alarm about a unit instead of a case, with the same moves, levels and times.

export type Around = Pick<Setting, 'now' | 'by' | 'district' | 'freshId'>

/** An alarm as it stands after a move, and what the move says of itself. */
export interface Moved extends Told {
  alarm: Alarm
  move: (typeof alarmMachine.names)[number]
}

export function raised(unitId: Unit['id'], areaId: Squad['areaId'], around: Around): Alarm {
  const level = FIRST_LEVEL.sos
  return {
    id: around.freshId('alarm'),
    kind: 'sos',
    incidentId: null,
    areaId,
    unitId,
    taskId: null,
    level,
    state: 'raised',
    raisedAt: around.now,
    ...nobody,
    clearedAt: null,
    climbAt: climbAt({ setting: around }, { kind: 'sos', level }),
    reason: null,
    version: 1,
  }
}

/** Owned, released or cleared by a person, who alone knows whether help has come. */
export function movedBy(alarm: Alarm, command: MoveAlarm, around: Around): Moved {
  const { move, version, reason } = command
  refuseStale(alarm, version, 'alarm.stale')
  const state = allowed(alarmMachine, alarm, move, around.by.role, 'alarm.illegal-move')
  refuseSilence(alarmMachine.needsReason(move), move, reason)
  const set = setByMove({ setting: around }, alarm, command)
  return { ...told(command), move, alarm: { ...alarm, ...set, state, version: version + 1 } }
}

/** Time's word on one that nobody owns; see `escalateAlarm`. Null: there is nothing to say. */
export function climbed(alarm: Alarm, around: Around, { late }: { late: boolean }): Moved | null {
  if (alarm.state !== 'raised' || alarm.climbAt === null || around.now < alarm.climbAt) return null
  const level = late ? alarm.level : (above(alarm.level) ?? alarm.level)
  const next = { level, climbAt: climbAt({ setting: around }, { kind: alarm.kind, level }) }
  const why = late ? { ...silently, reason: ALARM_SERVER_AWAY } : silently
  return { ...why, move: 'escalate', alarm: { ...alarm, ...next, version: alarm.version + 1 } }
}

/** Whoever owned it may not act any more: it calls again, from where it stands. */
export function left(alarm: Alarm, around: Around): Moved {
  const state = allowed(alarmMachine, alarm, 'release', 'clock', 'alarm.illegal-move')
  const set = { ...nobody, state, climbAt: climbAt({ setting: around }, alarm) }
  return {
    ...silently,
    reason: ALARM_OWNER_GONE,
    move: 'release',
    alarm: { ...alarm, ...set, version: alarm.version + 1 },
  }
}
