// npm run device -- add NAME --protocol P (--unit UNIT | --area AREA) --crs DATUM
// Registers what sends positions, straight in the database, and prints what to set on it. Its secret is shown this once.
import { parseArgs } from 'node:util'
import { deviceProtocols, NewDevice } from '@lianqin/shared/device'
import { datums } from '@lianqin/shared/wire/place'
import { Problem } from '@lianqin/shared/wire/problem'
import { Check, Errors } from 'typebox/value'
import { type Config, readConfig } from '../src/config.ts'
import { addDevice, moveDevice } from '../src/device/device.moves.ts'
import { heardDevices } from '../src/device/device.query.ts'
import { freshSecret, hashOf } from '../src/device/secret.ts'
import { settingsFor } from '../src/device/settings.ts'
import { type Db, openDb } from '../src/kernel/db.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { createWrite, type Order, type Write } from '../src/kernel/write.ts'

const USAGE = `npm run device -- add NAME --protocol P --unit unit-… --crs DATUM
npm run device -- add NAME --protocol bulk [--area area-…] --crs DATUM
npm run device -- list
npm run device -- revoke ID --reason WHY
protocols: ${deviceProtocols.join(', ')}; datums: ${datums.join(', ')}
NAME of a jt808 terminal is its number. --by-number believes it without a code, --lenient reads wrong lengths.
The database is the one of DATABASE_URL, or of DATA_DIR while no server uses it.
`
const MOST = 100_000

const options = {
  protocol: { type: 'string' },
  unit: { type: 'string' },
  area: { type: 'string' },
  crs: { type: 'string' },
  reason: { type: 'string' },
  'by-number': { type: 'boolean' },
  lenient: { type: 'boolean' },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

interface Ground {
  db: Db
  write: Write
  config: Config
}

/** Whoever may open the database may do this; the log says that it was done from there. */
const byHand: Order = {
  actor: { personId: null, title: 'npm run device', role: 'administrator', scope: { kind: 'district' } },
  once: null,
}
const say = (...lines: string[]) => void process.stdout.write(`${lines.join('\n')}\n`)

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

async function add({ write, config }: Ground, name: string, values: Values): Promise<void> {
  const { protocol, unit, area, crs, lenient, 'by-number': byNumber } = values
  const set = { ...(lenient ? { lenient } : {}), ...(byNumber ? { byNumber } : {}) }
  const order = {
    protocol,
    name,
    unitId: unit ?? null,
    crs,
    ...(area ? { areaId: area } : {}),
    ...(lenient || byNumber ? { terminal: set } : {}),
  }
  if (!Check(NewDevice, order)) {
    const faults = Errors(NewDevice, order).map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`)
    fail(`${faults.join('\n')}\n\n${USAGE}`)
  }
  const secret = freshSecret()
  const device = await write(byHand, (trx) => addDevice(trx, order, hashOf(secret)))
  const { publicUrl, host, port, jt808 } = config
  const doors = { url: publicUrl ?? `http://${host}:${port}`, terminals: jt808 && `${jt808.host}:${jt808.port}` }
  say(`${device.id} is registered. Its secret is shown this once:`, ...settingsFor(device, secret, doors))
}

async function list({ db }: Ground): Promise<void> {
  for (const device of await heardDevices(db, { kind: 'district' }, MOST)) {
    const { id, protocol, name, unitId, areaId, crs, state, heardAt, taken } = device
    const refused = Object.entries(device.refused).map(([code, count]) => `${code} ${count}`)
    const belongs = unitId ?? areaId ?? 'district'
    say([id, state, protocol, name, belongs, crs, heardAt ?? 'never heard', `taken ${taken}`, ...refused].join('  '))
  }
}

async function revoke({ db, write }: Ground, id: string, { reason }: Values): Promise<void> {
  const device = (await heardDevices(db, { kind: 'district' }, MOST)).find((one) => one.id === id)
  if (!device) fail(`There is no device ${id}: npm run device -- list`)
  if (!reason) fail('--reason says why, for the log')
  const order = { move: 'revoke', version: device.version, reason } as const
  await write(byHand, (trx) => moveDevice(trx, device.id, order, ''))
  say(`${id} is revoked; what it sends is refused from now on`)
}

async function run(verb: string | undefined, name: string | undefined, values: Values): Promise<void> {
  if (verb !== 'list' && !(name && (verb === 'add' || verb === 'revoke'))) fail(USAGE)
  const config = readConfig({ EMBEDDED_IN_PRODUCTION: 'on', ...process.env })
  const database = await openDb({ url: config.databaseUrl, directory: config.dataDir })
  try {
    await migrate(database)
    const write = createWrite({ db: database.db, districtId: config.districtId, committed: () => {} })
    const ground = { db: database.db, write, config }
    if (verb === 'list') await list(ground)
    else if (verb === 'add') await add(ground, name ?? '', values)
    else await revoke(ground, name ?? '', values)
  } finally {
    await database.close()
  }
}

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  await run(positionals[0], positionals[1], values)
} catch (error) {
  fail(
    error instanceof Problem
      ? `Refused: ${error.code} ${JSON.stringify(error.params)}`
      : String((error as Error).message),
  )
}
