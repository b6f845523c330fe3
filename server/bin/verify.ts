import { parseArgs } from 'node:util'
import { check } from '../src/check/check.query.ts'
import { proveLog } from '../src/kernel/log-proof.ts'
import { command, onDatabase } from './command.ts'

const USAGE = `Tries every promise of the system against the rows, and the log's hash chain. Reads only.

  npm run verify

The database is the one of DATABASE_URL, or of DATA_DIR while no server uses it; a running server answers the same at
GET /api/v1/check. Ends with 0 if all hold, with 1 if one is broken, with 2 if it could not be tried.
`

await command(USAGE, async () => {
  parseArgs({ options: {} })
  return onDatabase(false, async ({ db }, { districtId }) => {
    const violations = await check(db, districtId, { running: false })
    const verdict = await proveLog(db, districtId)
    for (const { invariant, what, ids } of violations)
      process.stdout.write(`BROKEN ${invariant}: ${what}\n  ${ids.join(' ')}\n`)
    if (verdict.whole)
      process.stdout.write(`The log of ${districtId} is whole: ${verdict.seq} lines, ending in ${verdict.hash}\n`)
    process.stdout.write(violations.length === 0 ? 'Every promise holds.\n' : `${violations.length} broken.\n`)
    return violations.length === 0 ? 0 : 1
  })
})
