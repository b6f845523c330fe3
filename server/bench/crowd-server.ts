import type { Unit } from '@lianqin/shared/unit'
import { sql } from 'kysely'
import { pino } from 'pino'
import { openApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createRandom } from '../src/drill/random.engine.ts'

// The whole server as a process of its own, with so many more units on duty in the demo district, each of which moves so
// often. Positions come in by the way every position comes in; only the door is left out. How far north of its start a unit
// is, in steps of 1e-7 degrees, tells the milliseconds since `startedAt`: so every frame says how long it took.

const UNITS = Number(process.env.UNITS)
const EVERY_MS = Number(process.env.EVERY_MS)
const SLICES = 20
/** A start is a multiple of so many steps. */
const GRID = 100_000
const LON = { from: 12_110, to: 12_160 }
const LAT = { from: 297, to: 299 }

const config = readConfig({
  NODE_ENV: 'test',
  DRILL: 'off',
  LOG_LEVEL: 'error',
  API_PER_10S: '9999999',
  ...process.env,
})
const logger = pino({ level: 'error' }, process.stderr)

const first = await openApp(config, logger)
const { rows } = await sql<{ id: string }>`select id from squad order by id`.execute(first.db)
await sql`
  insert into unit (id, squad_id, kind, name)
  select 'unit-x' || n, (select id from squad order by id offset n % ${rows.length} limit 1), 'car', '{"zh": "车", "en": "Car"}'
  from generate_series(1, ${UNITS}::int) n`.execute(first.db)
await sql`update squad set state = 'on-duty', version = version + 1`.execute(first.db)
await first.close()

const app = await openApp(config, logger)
const url = await app.listen()
const startedAt = Date.now()
const random = createRandom('crowd')
const units = Array.from({ length: UNITS }, (_, n) => ({
  id: `unit-x${n + 1}` as Unit['id'],
  lon: random.between(LON.from, LON.to) / 100,
  lat: (Math.round(random.between(LAT.from * 10, LAT.to * 10)) * GRID) / 1e7,
  headingDeg: random.between(0, 360),
}))

function move(slice: number): void {
  for (let n = slice; n < units.length; n += SLICES) {
    const unit = units[n]
    if (!unit) continue
    const at = Date.now()
    const lat = unit.lat + (at - startedAt) / 1e7
    const seen = { at, lon: unit.lon, lat, located: true, accuracyM: 5, speedMps: 11, headingDeg: unit.headingDeg }
    app.take(unit.id, seen, 'wgs84')
  }
}
for (let slice = 0; slice < SLICES; slice++) move(slice)
const state = { slice: 0 }
const timer = setInterval(() => move(state.slice++ % SLICES), EVERY_MS / SLICES)

process.on('SIGTERM', () => {
  clearInterval(timer)
  void app.close().finally(() => process.exit(0))
})
process.send?.({ url, startedAt })
