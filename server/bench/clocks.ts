import { readFileSync } from 'node:fs'
import { after, type Calendar, dueAt, type Limit, leftMs, limitMs, remainingShare } from '@lianqin/shared/calendar'
import { slowAfter, slowMinutes } from '@lianqin/shared/slow-clock'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { median } from '../src/drill/figures.engine.ts'
import { walkAfter, walkElapsed } from './day-walk.ts'
import { ms, perSecond, ratio, type Table } from './table.ts'

const RUNS = 5
/** Each way long enough for a clock of milliseconds, none so long that the others see another machine. */
const CASES = { indexed: 20_000, byDay: 2000, byMinute: 8 }
const ROWS = 1000
const MINUTE = 60_000

const calendar: Calendar = JSON.parse(
  readFileSync(new URL('../districts/haishu/district.json', import.meta.url), 'utf8'),
).calendar

/** The limits of one city's published standard by how often each clock occurs in it. */
const mix: readonly [Limit, number][] = [
  [{ clock: 'work_day', amount: 1 }, 150],
  [{ clock: 'work_day', amount: 5 }, 200],
  [{ clock: 'work_day', amount: 15 }, 62],
  [{ clock: 'work_hour', amount: 4 }, 61],
  [{ clock: 'urgent_hour', amount: 2 }, 42],
  [{ clock: 'natural_day', amount: 2 }, 4],
]
const limits = mix.flatMap(([limit, count]) => Array<Limit>(count).fill(limit))

interface Case {
  limit: Limit
  filedAt: Moment
  now: Moment
  extensions: number
}

/** Cases of all of 2026, at some point of their first two days; the same in every run. */
function casesOf(count: number): Case[] {
  return Array.from({ length: count }, (_, index) => {
    const filed = Date.parse('2026-01-05T00:00Z') + ((index * 7919) % 500_000) * MINUTE
    const limit = limits[(index * 31) % limits.length] ?? { clock: 'work_hour', amount: 2 }
    const now = toMoment(filed + ((index * 613) % 2880) * MINUTE)
    return { limit, filedAt: toMoment(filed), now, extensions: 0 }
  })
}

/** What one case asks of its clock: when it is due, what is left of it now, and when that will have passed. */
type Way = (one: Case) => { due: Moment; left: number; resumed: Moment }

const indexed: Way = ({ limit, filedAt, now }) => {
  const due = dueAt(filedAt, limit, calendar)
  const left = leftMs(limit.clock, now, due, calendar)
  return { due, left, resumed: after(limit.clock, now, left, calendar) }
}

const byDay: Way = ({ limit: { clock, amount }, filedAt, now }) => {
  const due = walkAfter(clock, Date.parse(filedAt), limitMs({ clock, amount }, calendar), calendar)
  const at = Date.parse(now)
  const left = at < due ? walkElapsed(clock, at, due, calendar) : -walkElapsed(clock, due, at, calendar)
  const resumed = left > 0 ? walkAfter(clock, at, left, calendar) : due
  return { due: toMoment(due), left, resumed: toMoment(resumed) }
}

const byMinute: Way = ({ limit, filedAt, now }) => {
  const { clock } = limit
  const due = slowAfter(clock, filedAt, limitMs(limit, calendar) / MINUTE, calendar)
  const minutes = now < due ? slowMinutes(clock, now, due, calendar) : -slowMinutes(clock, due, now, calendar)
  return { due, left: minutes * MINUTE, resumed: minutes > 0 ? slowAfter(clock, now, minutes, calendar) : due }
}

const OPERATIONS = 3

/** Clock arithmetic beside the ways one writes it first: a walk over days, and a walk over minutes. */
export async function benchClocks(): Promise<Table[]> {
  const few = casesOf(CASES.byMinute)
  for (const one of few) agree(one)
  const ways = [
    { name: 'indexed', way: indexed, cases: casesOf(CASES.indexed), rates: [] as number[] },
    { name: 'day by day', way: byDay, cases: casesOf(CASES.byDay), rates: [] as number[] },
    { name: 'minute by minute', way: byMinute, cases: few, rates: [] as number[] },
  ]
  for (const { way, cases } of ways) rateOf(way, cases)
  // In turn, so that whatever else the machine does falls on all of them.
  for (let run = 0; run < RUNS; run++) for (const { way, cases, rates } of ways) rates.push(rateOf(way, cases))
  const fast = median(ways[0]?.rates ?? []) ?? Number.NaN
  return [
    {
      title: 'Clock arithmetic',
      columns: ['', 'operations', 'indexed / this'],
      rows: ways.map(({ name, rates }) => {
        const rate = median(rates) ?? Number.NaN
        return [name, perSecond(rate), ratio(fast / rate)]
      }),
      notes: [
        `Medians of ${RUNS} runs over a mix of limits as one city’s standard has them (four of five in work days). An operation is dueAt, leftMs or after; all three ways give the same answers.`,
        `What is left of ${ROWS} rows of a list and its share, once: ${ms(rowsMs())}.`,
      ],
    },
  ]
}

function agree(one: Case): void {
  const [a, b, c] = [indexed, byDay, byMinute].map((way) => JSON.stringify(way(one)))
  if (a !== b || b !== c) throw new Error(`the ways differ for ${JSON.stringify(one)}: ${a} ${b} ${c}`)
}

function rateOf(way: Way, cases: readonly Case[]): number {
  const started = performance.now()
  for (const one of cases) way(one)
  return (cases.length * OPERATIONS) / ((performance.now() - started) / 1000)
}

/** A list draws the clock of each row every second. */
function rowsMs(): number {
  const rows = casesOf(ROWS).map((one) => ({ ...one, due: dueAt(one.filedAt, one.limit, calendar) }))
  const lengths = Array.from({ length: RUNS }, () => {
    const started = performance.now()
    for (const row of rows) remainingShare(row, leftMs(row.limit.clock, row.now, row.due, calendar), calendar)
    return performance.now() - started
  })
  return median(lengths) ?? Number.NaN
}
