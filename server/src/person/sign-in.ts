import type { Person, SignIn } from '@lianqin/shared/person'
import type { Moment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Db } from '../kernel/db.ts'
import { isPassword, NOBODYS_HASH } from '../kernel/password.ts'
import { actorOf, openSession } from '../kernel/sessions.ts'
import type { Write } from '../kernel/write.ts'
import type { createFailureCount } from './failure-count.ts'
import { personToSignIn } from './person.query.ts'

interface Needs {
  db: Db
  write: Write
  failures: ReturnType<typeof createFailureCount>
}

/** Opens a session for a right name and password. A wrong name and a wrong password are told alike, in words and in time. */
export async function signIn(
  needs: Needs,
  { name, password }: SignIn,
  source: string,
): Promise<{ person: Person; token: string; until: Moment }> {
  // Counted before the slow part: many guesses at once must not all slip in before the first is known to be wrong.
  needs.failures.refuse(name, source)
  needs.failures.add(name, source)
  const known = await personToSignIn(needs.db, name)
  const right = await isPassword(password, known?.passwordHash ?? NOBODYS_HASH)
  if (!known || !right) throw new Problem('session.wrong-password')
  needs.failures.forget(name, source)
  const { passwordHash: _, ...person } = known
  const opened = await needs.write({ actor: actorOf(person), once: null }, (trx) => openSession(trx, person.id))
  return { person, ...opened }
}
