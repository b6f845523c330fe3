import type { Calendar } from '@lianqin/shared/calendar'
import type { Span } from '@lianqin/shared/evaluation/period'
import type { EvaluationRules } from '@lianqin/shared/evaluation/rules'
import type { District } from '@lianqin/shared/jurisdiction'
import type { At } from './case-fact.ts'

/** A period, and by which rules its cases are judged. Unix milliseconds; `to` does not belong to it. */
export interface Frame extends Span {
  rules: EvaluationRules
  calendar: Calendar
  fileMs: number
  dispatchMs: number
  checkMs: number
}

const SECOND = 1000

export const openFrame = ({ settings, calendar }: Pick<District, 'settings' | 'calendar'>, span: Span): Frame => ({
  ...span,
  rules: settings.evaluation,
  calendar,
  fileMs: settings.fileWithinS * SECOND,
  dispatchMs: settings.dispatchWithinS * SECOND,
  checkMs: settings.checkWithinS * SECOND,
})

export const within = ({ from, to }: Span, at: At): at is number => at !== null && at >= from && at < to

/** Whether it had been done by the end of the period: what came later does not count for it. */
export const isDone = ({ to }: Span, at: At): at is number => at !== null && at < to

/** Whether something with a deadline of its own belongs to the period, by the district's rule. */
export function isDue(frame: Frame, deadline: At, doneAt: At): boolean {
  if (deadline === null) return false
  switch (frame.rules.due) {
    case 'deadline':
      return within(frame, deadline)
    case 'deadline-or-early':
      return within(frame, deadline) || (within(frame, doneAt) && doneAt <= deadline)
    case 'once':
      return within(frame, Math.min(deadline, doneAt ?? Number.POSITIVE_INFINITY))
  }
}
