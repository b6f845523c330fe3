import { parseArgs } from 'node:util'
import type { PurgeReport } from '@lianqin/shared/track/view'
import { Day } from '@lianqin/shared/wire/day'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Check } from 'typebox/value'
import { createWrite, type Order } from '../src/kernel/write.ts'
import { purgeTracks, refuseTooSoon } from '../src/track/purge.moves.ts'
import { whatIsBefore } from '../src/track/purge.query.ts'
import { command, misuse, onDatabase } from './command.ts'

const USAGE = `Drops the tracks of units from before a day, as the server does every night by the district's own limit, and
writes a line of the log about it. Nothing younger than thirty days is dropped.

  npm run tracks -- purge --before 2026-03-01 [--dry-run]

--before   a day, which begins at midnight UTC; that day itself is kept
--dry-run  only counts
The database is the one of DATABASE_URL, where the server may go on, or of DATA_DIR while no server uses it.
Ends with 0, also if there was nothing to drop.
`

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
  const at = Date.parse(day ?? '')
  // A 30th of February is read as the 2nd of March.
  if (!Check(Day, day) || Number.isNaN(at) || !toMoment(at).startsWith(day))
    throw misuse(`--before takes a day such as 2026-03-01, not ${day ?? 'nothing'}`)
  return toMoment(at)
}

async function purge(before: Moment, isDry: boolean): Promise<void> {
  const report = await onDatabase(false, async ({ db }, { districtId }) => {
    const write = createWrite({ db, districtId, committed: () => {} })
    if (!isDry) return write(byHand, (trx) => purgeTracks(trx, before))
    refuseTooSoon(before, toMoment(Date.now()))
    return whatIsBefore(db, before)
  })
  process.stdout.write(`${lines(report, isDry).join('\n')}\n`)
}

function lines(report: PurgeReport, isDry: boolean): string[] {
  const { before, days, units, chunks, fixes, bytes, fromAt, toAt, oldestAt } = report
  return [
    `${isDry ? 'To drop' : 'Dropped'}, from before ${before.slice(0, 10)}:`,
    `  units   ${units}`,
    `  days    ${days}`,
    `  chunks  ${chunks}`,
    `  fixes   ${fixes}`,
    `  bytes   ${bytes}`,
    ...(fromAt === null || toAt === null ? [] : [`  from    ${fromAt} to ${toAt}`]),
    `The oldest that ${isDry ? 'would be' : 'is'} kept: ${oldestAt ?? 'nothing is kept'}`,
  ]
}
