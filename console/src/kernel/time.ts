import type { Moment } from '@lianqin/shared/wire/moment'
import { readonly, ref } from 'vue'
import { type ClockSample, clockOffset, remembering } from './clock.rank.ts'
import { locale } from './i18n.ts'
import { remember, remembered } from './remembered.ts'
import { timeText } from './time.text.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** Below this a remainder is counted by the second; above, by the minute. */
const COUNTED_MS = 4 * HOUR

const samples = ref<ClockSample[]>([])
const KEPT = 'utc-offset'
/** Minutes that the district's clock is ahead of UTC: as this device last learnt it; before that, the device's own. */
const keptOffset = remembered(KEPT)
const utcOffset = ref(keptOffset === null ? -new Date().getTimezoneOffset() : Number(keptOffset) || 0)
/** Whether the time shown is the district's own. */
const told = ref(keptOffset !== null)
export const knowsDistrictTime = readonly(told)
const ticking = ref(Date.now())

/** The server's time in milliseconds, as far as this screen has learnt it. */
export const serverNow = (): number => Date.now() + clockOffset(samples.value)

/** The same, ticking once a second: what every clock and age on the screen is drawn from. */
export const now = readonly(ticking)

export const tick = () => {
  ticking.value = serverNow()
}

/** Starts the one clock of the page; answers how to stop it. */
export function startClock(): () => void {
  tick()
  const timer = setInterval(tick, SECOND)
  return () => clearInterval(timer)
}

/** Learns the server's clock from a moment that it has just sent. */
export function learnClock(at: Moment): void {
  samples.value = remembering(samples.value, Date.parse(at) - Date.now())
}

/** Every screen shows the district's time, wherever it stands. */
export const useUtcOffset = (minutes: number) => {
  utcOffset.value = minutes
  told.value = true
  remember(KEPT, `${minutes}`)
}

export const ageMs = (at: Moment): number => Math.max(0, now.value - Date.parse(at))

const local = (at: Moment | number) =>
  new Date((typeof at === 'number' ? at : Date.parse(at)) + utcOffset.value * MINUTE)
const two = (value: number) => String(Math.trunc(value)).padStart(2, '0')

/** 14:09:06, in the district's time. */
export const clockTime = (at: Moment | number): string => local(at).toISOString().slice(11, 19)
/** 14:09 */
export const clockMinute = (at: Moment | number): string => local(at).toISOString().slice(11, 16)

/** 2026-11-24 */
export const dayDigits = (at: Moment | number): string => local(at).toISOString().slice(0, 10)

/** 11-24; of another year only its month, 2027-01. */
export function dayShort(at: Moment | number): string {
  const [day, today] = [dayDigits(at), dayDigits(now.value)]
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day.slice(0, 7)
}

/** 11-24; of another year the whole of it, 2027-01-24. */
export function dayLong(at: Moment | number): string {
  const [day, today] = [dayDigits(at), dayDigits(now.value)]
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day
}

/** The day as the head of a screen shows it: Tue 24 Nov. */
export function dayWords(at: Moment | number): string {
  const tongue = locale.value === 'en' ? 'en-GB' : locale.value
  const say = (how: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tongue, { ...how, timeZone: 'UTC' }).format(local(at))
  const parts = [say({ month: 'short', day: 'numeric' }), say({ weekday: 'short' })]
  return (locale.value === 'en' ? parts.toReversed() : parts).join(' ')
}

/** The same of any year: Tue 24 Nov 2026. */
export function dayInFull(at: Moment | number): string {
  const tongue = locale.value === 'en' ? 'en-GB' : locale.value
  const how = { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short', timeZone: 'UTC' } as const
  const parts = new Intl.DateTimeFormat(tongue, how).formatToParts(local(at))
  const weekday = parts.find(({ type }) => type === 'weekday')?.value ?? ''
  const day = new Intl.DateTimeFormat(tongue, { ...how, weekday: undefined }).format(local(at))
  return (locale.value === 'en' ? [weekday, day] : [day, weekday]).join(' ')
}

/** 2:10: minutes and seconds, for a time to answer in. */
export const countdown = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / SECOND))
  return seconds >= 3600 ? stopwatch(ms) : `${Math.trunc(seconds / 60)}:${two(seconds % 60)}`
}

/** 1:55:32 */
export const stopwatch = (ms: number): string => {
  const seconds = Math.max(0, Math.trunc(ms / SECOND))
  return `${Math.trunc(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** 0.4, 2.1, 12: years, from a hundred days on. */
const years = (ms: number): string => {
  const whole = ms / (365.25 * DAY)
  return whole < 10 ? whole.toFixed(1) : String(Math.trunc(whole))
}

/** A length of time at a glance: 1:55:32, then 7 h 12′, then 1 day 2 h, then 0.4 years. */
export const span = (ms: number): string => spanIn(DAY, ms)

/** The same on a clock whose days are that long: eight hours of work, or no days at all. */
export function spanIn(dayMs: number, ms: number): string {
  if (ms < COUNTED_MS) return stopwatch(ms)
  if (ms < dayMs)
    return timeText('hours-minutes', { hours: Math.trunc(ms / HOUR), minutes: Math.trunc((ms % HOUR) / MINUTE) })
  if (dayMs === DAY && ms >= 100 * DAY) return timeText('years', { n: years(ms) })
  return timeText('days-hours', { days: Math.trunc(ms / dayMs), hours: Math.trunc((ms % dayMs) / HOUR) })
}

/** What is left of a clock, or by how much it is over: 1:55:32, over 0:07:40. */
export const remaining = (ms: number): string => remainingIn(DAY, ms)
export const remainingIn = (dayMs: number, ms: number): string =>
  ms >= 0 ? spanIn(dayMs, ms) : timeText('over', { span: spanIn(dayMs, -ms) })

/** How long ago, as short as a table needs it: 4 s, 12′, 4 h, 2 days, 0.4 years. */
export function age(ms: number): string {
  const past = Math.max(0, ms)
  if (past < MINUTE) return timeText('seconds', { n: Math.trunc(past / SECOND) })
  if (past < 100 * MINUTE) return timeText('minutes', { n: Math.trunc(past / MINUTE) })
  if (past < 2 * DAY) return timeText('hours', { n: Math.trunc(past / HOUR) })
  if (past < 100 * DAY) return timeText('days', { n: Math.trunc(past / DAY) })
  return timeText('years', { n: years(past) })
}

/** How long something took: 48′, 8 h 20′, 1 day 2 h. */
export function took(ms: number): string {
  if (ms < HOUR) return timeText('minutes', { n: Math.trunc(Math.max(0, ms) / MINUTE) })
  if (ms >= DAY) return span(ms)
  return timeText('hours-minutes', { hours: Math.trunc(ms / HOUR), minutes: Math.trunc((ms % HOUR) / MINUTE) })
}
