import type { Incident } from '@lianqin/shared/incident'
import { clockMinute, dayWords, now } from '../kernel/time.ts'
import { phoneText } from './phone.text.ts'

const KILOMETRE = 1_000

/** The place of a case in a line: its township, then the address somebody gave. */
export const whereOf = (incident: Pick<Incident, 'address'>, area: string): string =>
  [area, incident.address].filter(Boolean).join('·')

/** 850 m, 1.1 km, as a figure and its unit. */
export function distanceWords(metres: number | null): { figure: string; unit: string } {
  if (metres === null) return { figure: '', unit: phoneText('unknown') }
  return metres < KILOMETRE
    ? { figure: `${metres}`, unit: 'm' }
    : { figure: (metres / KILOMETRE).toFixed(1), unit: 'km' }
}

/** The hour of a limit, and its day when that is not today. */
export function dueWords(at: string): { figure: string; day: string } {
  const day = dayWords(at)
  return { figure: clockMinute(at), day: day === dayWords(now.value) ? '' : day }
}
