import { createHash, randomBytes } from 'node:crypto'
import type { Person } from '@lianqin/shared/person'
import type { Moment } from '@lianqin/shared/wire/moment'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Actor, Db, Trx } from './db.ts'

/** However active, a session ends after a shift. */
export const SESSION_MS = 12 * 3_600_000

/** What a session's secret is known by, wherever it must be named. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Who a session's secret belongs to, as of now: an ended session or a disabled person is nobody. */
export async function personOf(db: Db, token: string): Promise<{ person: Person; until: Moment } | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.personId')
    .select(['person.id', 'name', 'title', 'role', 'scope', 'state', 'version', 'expiresAt'])
    .where('tokenHash', '=', hashOf(token))
    .where('state', '=', 'active')
    .where((is) => is('expiresAt', '>', is.fn<Moment>('clock_timestamp', [])))
    .executeTakeFirst()
  if (!row) return null
  const { expiresAt, ...person } = row
  return { person, until: expiresAt }
}

export const actorOf = ({ id, title, role, scope }: Person): Actor => ({ personId: id, title, role, scope })

/** Opens a session and hands out its secret once; only the secret's hash is kept. */
export async function openSession(trx: Trx, personId: Person['id']): Promise<{ token: string; until: Moment }> {
  const token = randomBytes(32).toString('base64url')
  const until = toMoment(Date.parse(trx.now) + SESSION_MS)
  await trx.deleteFrom('session').where('personId', '=', personId).where('expiresAt', '<', trx.now).execute()
  await trx
    .insertInto('session')
    .values({ tokenHash: hashOf(token), personId, createdAt: trx.now, expiresAt: until })
    .execute()
  return { token, until }
}

export async function closeSession(trx: Trx, token: string): Promise<void> {
  await trx.deleteFrom('session').where('tokenHash', '=', hashOf(token)).execute()
}

export async function closeSessionsOf(trx: Trx, personId: Person['id']): Promise<void> {
  await trx.deleteFrom('session').where('personId', '=', personId).execute()
}
