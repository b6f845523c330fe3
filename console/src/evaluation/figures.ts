import type { Sheet } from '@lianqin/shared/evaluation/evaluation'
import { type CaseSet, type IndicatorId, MEAN, rates } from '@lianqin/shared/evaluation/indicator'
import { timeText } from '../kernel/time.text.ts'
import { MINUTE, SECOND, took } from '../kernel/time.ts'

/** An indicator's value: a share of 1, or milliseconds; null when nothing was due. */
export const figureOf = (id: IndicatorId, { rates: values, avgHandleMs }: Sheet): number | null =>
  id === MEAN ? avgHandleMs : values[id]

/** The two sets behind an indicator; the mean has one, the cases it is the mean of. */
export const setsOf = (id: IndicatorId): { part: CaseSet; whole: CaseSet } =>
  id === MEAN ? { part: 'timed', whole: 'timed' } : rates[id]

export const isBetter = (id: IndicatorId): 'more' | 'less' => (id === MEAN ? 'less' : rates[id].better)

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

/** Beyond so many hours a length of time is told in days. */
const HOURS_AT_MOST = 100

/** A length of time as a table of figures needs it: 0:52, 12:05, 1 h 5′, 24 h. */
export function lasting(ms: number): string {
  const seconds = Math.round(ms / SECOND)
  if (seconds < 3600) return `${Math.trunc(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const whole = Math.round(seconds / 60)
  const [hours, minutes] = [Math.trunc(whole / 60), whole % 60]
  if (hours >= HOURS_AT_MOST) return took(ms)
  return minutes === 0 ? timeText('hours', { n: hours }) : timeText('hours-minutes', { hours, minutes })
}

/** As it is written beside its name. */
export const written = (id: IndicatorId, value: number): string => (id === MEAN ? lasting(value) : percent(value))

const signed = (value: number, digits: number): string => {
  const rounded = value.toFixed(digits)
  return Number(rounded) === 0 ? '0' : value > 0 ? `+${rounded}` : rounded.replace('-', '−')
}

/** By how many percentage points a rate has changed. */
export const pointsOf = (now: number, before: number): string => signed((now - before) * 100, 1)
/** By how much a count or a time has changed. */
export const growthOf = (change: number): string => `${signed(change * 100, 1)} %`

/** A time that changed is told by its length: +4′. */
export const longerBy = (ms: number): string => {
  const minutes = Math.round(ms / MINUTE)
  return minutes === 0 ? '0' : `${minutes > 0 ? '+' : '−'}${lasting(Math.abs(ms))}`
}
