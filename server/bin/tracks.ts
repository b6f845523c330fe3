import { parseArgs } from 'node:util'
import type { PurgeReport } from '@lianqin/shared/track/view'
import { Day } from '@lianqin/shared/wire/day'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Check } from 'typebox/value'
import { createWrite, type Order } from '../src/kernel/write.ts'
import { daysAgo, purgeTracks, wouldPurge } from '../src/track/purge.moves.ts'
import { LEAST_DAYS } from '../src/track/retention.ts'
import { command, misuse, onDatabase } from './command.ts'

const USAGE = `Drops the tracks of units from before a day, as the server does every night by the district's own limit, and
writes a line of the log about it. Nothing younger than thirty days is dropped. What belongs to a task of a case that is
still kept stays; of everything else a summary of each unit's day stays, without places.

  npm run tracks -- purge --before 2026-03-01 [--dry-run]

--before   a day, which begins at midnight UTC; that day itself is kept
--dry-run  only counts
The database is the one of DATABASE_URL, where the server may go on, or of DATA_DIR while no server uses it.
Ends with 0, also if there was nothing to drop; with 1 if it was refused or failed, and then nothing was dropped; with 2 if
it was not asked rightly.
`
/** PostgreSQL's word for a table that is not there. */
const NO_TABLE = '42P01'

/** Whoever may open the database may do this; the log says that it was done from there. */
const byHand: Order = {
  actor: { personId: null, title: 'npm run tracks', role: 'administrator', scope: { kind: 'district' } },
  once: null,
}

await command(
  USAGE,
  async () => {
    const { values, positionals } = parseArgs({
      options: { before: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [verb, ...more] = positionals
    if (verb !== 'purge' || more.length > 0) throw misuse('Say what to do: purge --before DAY.')
    await purge(beginningOf(values.before), values['dry-run'])
    return 0
  },
  1,
)

function beginningOf(day: string | undefined): Moment {
  if (day === undefined) throw misuse('Say up to which day: --before 2026-03-01.')
  const at = Date.parse(day)
  // A 30th of February is read as the 2nd of March.
  if (!Check(Day, day) || Number.isNaN(at) || !toMoment(at).startsWith(day))
    throw misuse(`--before takes a day such as 2026-03-01, and there is no day ${day}.`)
  return toMoment(at)
}

async function purge(before: Moment, isDry: boolean): Promise<void> {
  const now = toMoment(Date.now())
  const last = daysAgo(now, LEAST_DAYS)
  if (before > last)
    throw new Error(
      `Nothing was dropped: no track of the last ${LEAST_DAYS} days may be. Give ${dayIn(last)} or an earlier day.`,
    )
  const report = await onDatabase(false, async ({ db }, { districtId }) => {
    const write = createWrite({ db, districtId, committed: () => {} })
    if (!isDry) return write(byHand, (trx) => purgeTracks(trx, before))
    return wouldPurge(db, before, now)
  }).catch((cause: { code?: string }) => {
    if (cause.code !== NO_TABLE) throw cause
    throw new Error(
      'Nothing was dropped: this database is of an older version. Start the server once, which brings it up to date, then try again.',
    )
  })
  process.stdout.write(`${sentences(report, isDry).join('\n')}\n`)
}

function dayIn(moment: Moment): string {
  return moment.slice(0, 10)
}
function minuteIn(moment: Moment): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`
}
function many(n: number, one: string, several = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : several}`
}
function chunksIn({ fixes, chunks, bytes }: { fixes: number; chunks: number; bytes: number }): string {
  return `${many(fixes, 'fix', 'fixes')} in ${many(chunks, 'chunk')} (${many(bytes, 'byte')})`
}

/** What was done, or would be, so that whoever runs it once a year knows what it means and what comes next. */
function sentences(report: PurgeReport, isDry: boolean): string[] {
  const { before, days, units, chunks, fromAt, toAt, kept, released, oldestAt } = report
  const [dropped, left] = isDry ? ['Would drop', 'Would leave'] : ['Dropped', 'Left']
  const isNothing = chunks + released.chunks === 0
  return [
    chunks === 0
      ? `There is nothing to drop from before ${dayIn(before)}.`
      : `${dropped} the tracks of ${many(units, 'unit')} on ${many(days, 'day')} from before ${dayIn(before)}: ${chunksIn(report)}.`,
    ...(fromAt === null || toAt === null ? [] : [`They begin between ${minuteIn(fromAt)} and ${minuteIn(toAt)}.`]),
    ...(chunks === 0 ? [] : ['A summary of each unit’s day stays, without places.']),
    ...(kept.chunks === 0 ? [] : [`${left}, for ${many(kept.cases, 'case')} still kept: ${chunksIn(kept)}.`]),
    ...(released.chunks === 0 ? [] : [`${dropped} with cases that are kept no longer: ${chunksIn(released)}.`]),
    oldestAt === null
      ? `No other track ${isDry ? 'would be' : 'is'} left.`
      : `The oldest other track that ${isDry ? 'would be' : 'is'} left begins at ${minuteIn(oldestAt)}.`,
    isDry
      ? isNothing
        ? 'Nothing was changed.'
        : 'Nothing was changed. To drop it, say the same without --dry-run.'
      : 'It is written in the log as track.purged.',
  ]
}
