import type { Calendar } from '@lianqin/shared/calendar'
import { isDay } from '@lianqin/shared/work-time'
import { error, type Finding, warning } from '../kernel/finding.ts'

const HOUR_MIN = 60
const WORK_DAY_MIN = 8 * HOUR_MIN

/** What is wrong with a calendar, so that no limit is ever counted on one that contradicts itself. */
export function calendarFindings(calendar: Calendar): Finding[] {
  const findings = [...periodFindings(calendar), ...dayFindings(calendar)]
  const minutes = calendar.periods.reduce((sum, { from, to }) => sum + to - from, 0)
  if (findings.length === 0 && calendar.workDay !== 'end-of-day' && minutes !== WORK_DAY_MIN) {
    const text = `has ${toHours(minutes)} a workday, but a work day of a limit counts as eight hours; "workDay": "end-of-day" counts by the day`
    findings.push(warning('calendar.work-day', 'calendar', text))
  }
  return findings
}

function periodFindings({ periods }: Calendar): Finding[] {
  return periods.flatMap(({ from, to }, index): Finding[] => {
    const before = periods[index - 1]
    const period = `${toClock(from)}-${toClock(to)}`
    if (from >= to) {
      return [error('calendar.period', 'calendar', `has the work period ${period}, which does not end after it begins`)]
    }
    if (!before || before.to <= from) return []
    const other = `${toClock(before.from)}-${toClock(before.to)}`
    return [error('calendar.period', 'calendar', `has the work period ${period} overlapping or before ${other}`)]
  })
}

function dayFindings({ holidays, makeUpDays }: Calendar): Finding[] {
  const unreal = [...holidays, ...makeUpDays].filter((day) => !isDay(day))
  const both = holidays.filter((day) => makeUpDays.includes(day))
  const idle = makeUpDays.filter((day) => isDay(day) && !both.includes(day) && isWeekday(day))
  return [
    ...unreal.map((day) => error('calendar.no-day', 'calendar', `has ${day}, which is no day`)),
    ...both.map((day) => error('calendar.both', 'calendar', `has ${day} as a holiday and as a working day`)),
    ...idle.map((day) => warning('calendar.no-make-up', 'calendar', `makes ${day} a working day, which it is anyway`)),
  ]
}

const isWeekday = (day: string) => new Date(day).getUTCDay() % 6 !== 0
const two = (value: number) => String(value).padStart(2, '0')
const toClock = (minute: number) => `${two(Math.floor(minute / HOUR_MIN))}:${two(minute % HOUR_MIN)}`
const toHours = (minutes: number) => `${Number((minutes / HOUR_MIN).toFixed(2))} work hours`
