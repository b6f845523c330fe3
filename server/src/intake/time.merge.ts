import { type Moment, toMoment } from '@lianqin/shared/wire/moment'

/** Minutes that a zone is ahead of UTC at a local time. */
type Zone = (local: number) => number

const MINUTE = 60_000
const FIELDS: Record<string, string> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  a: '(?<half>[AaPp][Mm])',
}
const ISO =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?(?<offset>Z|[+-]\d{2}:?\d{2})?$/

/** A zone by its name or offset, or null if there is none such. */
export function readZone(name: string): Zone | null {
  const offset = offsetMinutes(name === 'UTC' ? 'Z' : name)
  if (offset !== null) return () => offset
  try {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    return (local) => aheadAt(clock, local - aheadAt(clock, local) * MINUTE)
  } catch {
    return null
  }
}

/** A reader of times in one format and zone. It answers null for what is no such time, the 30th of February included. */
export function createTimeReader(format: string, zoneName: string): (text: string) => Moment | null {
  const zone = readZone(zoneName)
  const shape = format === 'iso' ? ISO : shapeOf(format)
  return (text) => {
    const fields = shape.exec(text.trim())?.groups
    if (!fields || !zone) return null
    const local = localTime(fields)
    if (local === null) return null
    const own = fields.offset ? offsetMinutes(fields.offset) : null
    return toMoment(local - (own ?? zone(local)) * MINUTE)
  }
}

function offsetMinutes(text: string): number | null {
  if (text === 'Z') return 0
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? []
  if (!sign) return null
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function shapeOf(format: string): RegExp {
  const body = format.replace(/yyyy|MM?|dd?|HH?|hh?|mm|ss|a|[^A-Za-z]|[A-Za-z]/g, (token) => {
    return FIELDS[token] ?? token.replace(/[.*+?^${}()|[\]\\]/, '\\$&')
  })
  return new RegExp(`^${body}$`)
}

function localTime(fields: Record<string, string | undefined>): number | null {
  const { year, month, day, hour = '0', minute = '0', second = '0', half } = fields
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second))
  const back = new Date(time)
  const real =
    back.getUTCMonth() === Number(month) - 1 &&
    back.getUTCDate() === Number(day) &&
    back.getUTCHours() === hours &&
    back.getUTCMinutes() === Number(minute) &&
    back.getUTCSeconds() === Number(second)
  return real && !Number.isNaN(time) ? time : null
}

function aheadAt(clock: Intl.DateTimeFormat, moment: number): number {
  const parts = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - moment) / MINUTE)
}
