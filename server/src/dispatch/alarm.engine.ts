import type { Alarm } from '@lianqin/shared/alarm'
import { type Book, say, silently, stepAlarm } from './case-book.engine.ts'

/** Raises an alarm unless one of its kind stands already. `ownedByActor`: whoever caused it knows, and owns it at once. */
export function raiseAlarm(book: Book, kind: Alarm['kind'], { ownedByActor }: { ownedByActor: boolean }): void {
  if (book.alarms.some((alarm) => alarm.kind === kind && alarm.state !== 'cleared')) return
  const { now, by, freshId } = book.setting
  const owner = ownedByActor ? by.personId : null
  const alarm: Alarm = {
    id: freshId('alarm'),
    kind,
    incidentId: book.incident.id,
    areaId: book.incident.areaId,
    state: owner ? 'owned' : 'raised',
    raisedAt: now,
    ownerId: owner,
    ownerTitle: owner ? by.title : null,
    ownedAt: owner ? now : null,
    clearedAt: null,
    reason: null,
    version: 1,
  }
  book.alarms = [...book.alarms, alarm]
  say(book, 'alarm.raised', { alarm }, [])
}

/** The cause is gone: somebody has the case, or it is over. */
export function resolveAlarms(book: Book, kinds: readonly Alarm['kind'][]): void {
  for (const alarm of book.alarms) {
    if (alarm.state === 'cleared' || !kinds.includes(alarm.kind)) continue
    stepAlarm(book, alarm, 'resolve', 'clock', { clearedAt: book.setting.now }, silently)
  }
}

/** Alarms that say nobody has the case. */
export const UNASSIGNED = ['nobody-competent', 'nobody-left', 'unassigned'] as const
