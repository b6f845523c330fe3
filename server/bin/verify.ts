// npm run verify: tries every promise of the system against the rows, and the log's hash chain. Reads only. Exit code 0
// if all hold, 1 if one is broken, 2 if it could not be tried. A running server answers the same at GET /api/v1/check.

import { check } from '../src/check/check.query.ts'
import { readConfig } from '../src/config.ts'
import { openDb } from '../src/kernel/db.ts'
import { proveLog } from '../src/kernel/log-proof.ts'

try {
  const { databaseUrl, dataDir, districtId } = readConfig({ EMBEDDED_IN_PRODUCTION: 'on', ...process.env })
  const database = await openDb({ url: databaseUrl, directory: dataDir })
  const violations = await check(database.db, districtId, { running: false })
  const verdict = await proveLog(database.db, districtId)
  await database.close()
  for (const { invariant, what, ids } of violations)
    process.stdout.write(`BROKEN ${invariant}: ${what}\n  ${ids.join(' ')}\n`)
  if (verdict.whole)
    process.stdout.write(`The log of ${districtId} is whole: ${verdict.seq} lines, ending in ${verdict.hash}\n`)
  process.stdout.write(violations.length === 0 ? 'Every promise holds.\n' : `${violations.length} broken.\n`)
  process.exitCode = violations.length === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`${String((error as Error).message)}\n`)
  process.exitCode = 2
}
