import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { NewPerson, roles } from '@lianqin/shared/person'
import { Check, Errors } from 'typebox/value'
import { hashPassword } from '../src/kernel/password.ts'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { addPerson } from '../src/person/person.moves.ts'
import { command, misuse, onDatabase } from './command.ts'

const USAGE = `Adds an account straight to the database and prints its first password once: how the first administrator of a
deployment comes to be. Everybody else can be added at the desk (P, as administrator) or by POST /api/v1/people.

  npm run person -- add NAME --title TITLE --role ROLE [--area area-… | --squad squad-…]

roles: ${roles.join(', ')}
The database is the one of DATABASE_URL, or of DATA_DIR while no server uses it.
`

const text = { type: 'string' } as const

await command(
  USAGE,
  async () => {
    const { values, positionals } = parseArgs({
      options: { title: text, role: text, area: text, squad: text },
      allowPositionals: true,
    })
    const [verb, name] = positionals
    if (verb !== 'add' || !name || positionals.length > 2) throw misuse('Say whom: add NAME.')
    await add(name, values)
    return 0
  },
  1,
)

async function add(
  name: string,
  { title, role, area, squad }: { [key in 'title' | 'role' | 'area' | 'squad']?: string },
) {
  const scope = area ? { kind: 'area', areaId: area } : squad ? { kind: 'squad', squadId: squad } : { kind: 'district' }
  const password = randomBytes(12).toString('base64url')
  const person = { name, title, role, scope, password }
  if (!(roles as readonly unknown[]).includes(role)) throw misuse(`--role must be one of ${roles.join(', ')}`)
  if (!Check(NewPerson, person)) {
    const faults = Errors(NewPerson, person).map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`)
    throw misuse(faults.join('\n'))
  }
  await onDatabase(true, async ({ db }, { districtId }) => {
    const write = createWrite({ db, districtId, committed: () => {} })
    const hash = await hashPassword(password)
    const { password: _, ...order } = person
    await write(byClock, (trx) => addPerson(trx, order, hash))
  })
  process.stdout.write(`${name} may sign in with the password ${password}\nIt is shown this once.\n`)
}
