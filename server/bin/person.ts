// npm run person -- add NAME --title TITLE --role ROLE [--area AREA | --squad SQUAD]
// Adds an account straight to the database and prints its first password once: how the first administrator of a
// deployment comes to be. Everybody else can be added at the desk (P, as administrator) or by POST /api/v1/people.
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { NewPerson, roles } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import { Check, Errors } from 'typebox/value'
import { readConfig } from '../src/config.ts'
import { openDb } from '../src/kernel/db.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { hashPassword } from '../src/kernel/password.ts'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { addPerson } from '../src/person/person.moves.ts'

const USAGE = `npm run person -- add NAME --title TITLE --role ROLE [--area area-… | --squad squad-…]
roles: ${roles.join(', ')}
The database is the one of DATABASE_URL, or of DATA_DIR while no server uses it.
`

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

const options = {
  title: { type: 'string' },
  role: { type: 'string' },
  area: { type: 'string' },
  squad: { type: 'string' },
} as const

async function add(name: string, { title, role, area, squad }: Record<keyof typeof options, string | undefined>) {
  const scope = area ? { kind: 'area', areaId: area } : squad ? { kind: 'squad', squadId: squad } : { kind: 'district' }
  const password = randomBytes(12).toString('base64url')
  const person = { name, title, role, scope, password }
  if (!(roles as readonly unknown[]).includes(role)) fail(`--role must be one of ${roles.join(', ')}`)
  if (!Check(NewPerson, person)) {
    fail(
      Errors(NewPerson, person)
        .map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`)
        .join('\n'),
    )
  }
  const { databaseUrl, dataDir, districtId } = readConfig({ EMBEDDED_IN_PRODUCTION: 'on', ...process.env })
  const database = await openDb({ url: databaseUrl, directory: dataDir })
  try {
    await migrate(database)
    const write = createWrite({ db: database.db, districtId, committed: () => {} })
    const hash = await hashPassword(password)
    const { password: _, ...order } = person
    await write(byClock, (trx) => addPerson(trx, order, hash))
    process.stdout.write(`${name} may sign in with the password ${password}\nIt is shown this once.\n`)
  } finally {
    await database.close()
  }
}

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [verb, name] = positionals
  if (verb !== 'add' || !name) fail(USAGE)
  await add(name, { title: values.title, role: values.role, area: values.area, squad: values.squad })
} catch (error) {
  fail(
    error instanceof Problem
      ? `Refused: ${error.code} ${JSON.stringify(error.params)}`
      : String((error as Error).message),
  )
}
