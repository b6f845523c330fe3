import type { AlarmKind } from '@lianqin/shared/alarm'
import type { Settings } from '@lianqin/shared/settings'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Case } from '../dispatch/case-book.engine.ts'

export const STAGE_ALARM: Record<string, AlarmKind> = {
  file: 'file-late',
  dispatch: 'dispatch-late',
  check: 'check-late',
  turnout: 'turnout-late',
  arrive: 'arrive-late',
}

/** When a stage of a case or a task has taken too long by these settings; null for what is no stage, or has not begun. */
export function stageEnds(settings: Settings, { incident, tasks }: Case, kind: AlarmKind, taskId: string | null) {
  const acceptedAt = tasks.find((task) => task.id === taskId)?.acceptedAt ?? null
  const stages: Partial<Record<AlarmKind, [Moment | null, number]>> = {
    'file-late': [incident.reportedAt, settings.fileWithinS],
    'dispatch-late': [incident.askedSince, settings.dispatchWithinS],
    'check-late': [incident.handledAt, settings.checkWithinS],
    'turnout-late': [acceptedAt, settings.turnoutWithinS],
    'arrive-late': [acceptedAt, settings.arriveWithinS],
  }
  const [since, withinS] = stages[kind] ?? [null, 0]
  return since === null ? null : Date.parse(since) + withinS * 1000
}
