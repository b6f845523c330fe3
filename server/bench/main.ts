import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchAreas } from './areas.ts'
import { benchClocks } from './clocks.ts'
import { benchCommands } from './commands.ts'
import { benchDelivery } from './delivery.ts'
import { benchDrawing } from './drawing.ts'
import { benchFanout } from './fanout.ts'
import { benchFrames } from './frames.ts'
import { benchIngest } from './ingest.ts'
import { benchPositions } from './positions.ts'
import { benchRanking } from './ranking.ts'
import { openServices } from './server.ts'
import { benchStart } from './start.ts'
import { type Table, toMarkdown, toText } from './table.ts'

const USAGE = `Measures what the server promises, each figure beside a bare baseline of the same run.

  npm run bench -- [commands] [fanout] [start] [clocks] [ranking] [areas] [positions]
                   [ingest] [frames] [delivery] [drawing] [--write]

  commands   report → event on a wall, in each mode, beside a bare insert into the same database
  fanout     one event to 30 and to 300 walls, beside a bare Socket.IO emit of the same bytes
  start      cold and warm start, memory at rest, and the bytes of a wall's first load
  clocks     due, left and resumed over the four clocks, beside a walk over days and over minutes
  ranking    one recommendation among 1,000 squads with 10,000 units, beside measuring and sorting all of them
  areas      in which of 2,000 areas a place lies, beside a test of every polygon
  positions  messages of positions beside JSON, tracks beside rows, the nearest unit beside flatbush and a full scan;
             positions in by HTTP and JT/T 808 beside bare servers
  ingest     of positions, the ways in alone; runs only if it is named
  frames     of positions, the messages alone: whole, and cut for whoever sees a part; only if it is named
  delivery   of positions, the way out to screens, beside Socket.IO, bare WebSockets and mosquitto; only if it is named
  drawing    of positions, what a browser's main thread spends on a message, beside updateData and setData; only if
             it is named
  --write    also writes server/bench/results.md
`
const benches = {
  commands: benchCommands,
  fanout: benchFanout,
  start: benchStart,
  clocks: benchClocks,
  ranking: benchRanking,
  areas: benchAreas,
  positions: benchPositions,
}
/** Parts of the others: run only if they are named. */
const parts = { ingest: benchIngest, frames: benchFrames, delivery: benchDelivery, drawing: benchDrawing }
const all = { ...benches, ...parts }
type Name = keyof typeof all
const RESULTS = fileURLToPath(new URL('./results.md', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
})
const isName = (word: string): word is Name => word in all
const unknown = positionals.filter((word) => !isName(word))
if (values.help || unknown.length > 0) {
  process.stdout.write(USAGE)
  process.exit(unknown.length > 0 ? 2 : 0)
}

const wanted = positionals.length > 0 ? positionals.filter(isName) : (Object.keys(benches) as Name[])
const services = await openServices()
// Interrupted, nothing that was started here may be left running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void services.close().finally(() => process.exit(1)))
}
const tables: Table[] = []
try {
  for (const name of wanted) {
    process.stderr.write(`${name} …\n`)
    for (const table of await all[name](services)) {
      tables.push(table)
      process.stdout.write(`\n${toText(table)}\n`)
    }
  }
} finally {
  await services.close()
}
if (values.write) {
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; server, clients and databases on one machine, so only ratios within one run count.`
  writeFileSync(RESULTS, `# Measured\n\n${machine}\n\n${tables.map(toMarkdown).join('\n\n')}\n`)
}
// Keep-alive connections of the last server would hold the process a little longer.
process.exit(0)
