import type { Person } from '@lianqin/shared/person'
import type { Db } from '../kernel/db.ts'

const COLUMNS = ['id', 'name', 'title', 'role', 'scope', 'state', 'version'] as const

export const allPeople = (db: Db): Promise<Person[]> =>
  db.selectFrom('person').select(COLUMNS).orderBy('name').execute()

export const personById = (db: Db, id: Person['id']): Promise<Person | undefined> =>
  db.selectFrom('person').select(COLUMNS).where('id', '=', id).executeTakeFirst()

/** For sign-in only: the one query that reads a password's hash. */
export const personToSignIn = (db: Db, name: string) =>
  db
    .selectFrom('person')
    .select([...COLUMNS, 'passwordHash'])
    .where('name', '=', name)
    .where('state', '=', 'active')
    .executeTakeFirst()
