import { clockMinute, dayDigits } from '../kernel/time.ts'
import { useSession } from '../person/session.store.ts'
import { useReplay } from './replay.store.ts'
import { replayText } from './replay.text.ts'

/** 2026-11-24 14:05 */
export const written = (at: number): string => `${dayDigits(at)} ${clockMinute(at)}`

/** On one day the day is said once: 2026-11-24 14:05–15:05. */
export const spanWords = (from: number, to: number): string =>
  `${written(from)}–${dayDigits(from) === dayDigits(to) ? clockMinute(to) : written(to)}`

/** Whether a span reaches into more than one day, so that a time alone says too little. */
export const hasDays = (from: number, to: number): boolean => dayDigits(from) !== dayDigits(to - 1)

/** What Esc does here: it leaves a replay that stands, or the question before one, for the screen one works at. */
export function leaveWords(): string {
  const isPhone = useSession().role === 'squad-leader'
  if (useReplay().grant) return replayText(isPhone ? 'leave-phone' : 'leave-desk')
  return replayText(isPhone ? 'back-phone' : 'back')
}
