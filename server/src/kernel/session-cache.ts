import type { Person } from '@lianqin/shared/person'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Bus } from './bus.ts'
import type { Db } from './db.ts'
import { personOf } from './sessions.ts'

type SignedIn = { person: Person; until: Moment }

/** Who a session belongs to, for some seconds without asking the database: positions come in by the hundred a second. */
export interface SessionCache {
  /** At most `KEPT_MS` old; a withdrawn right is forgotten at once here, and within the bus's moment elsewhere. */
  find: (token: string) => Promise<SignedIn | null>
  forget: (token: string) => void
}

const KEPT_MS = 10_000
const MOST = 20_000

export function createSessionCache({ db, bus, clock }: { db: Db; bus: Bus; clock: () => number }): SessionCache {
  const known = new Map<string, { at: number; found: Promise<SignedIn | null> }>()
  bus.hear('retire', () => known.clear())
  return {
    find(token) {
      const held = known.get(token)
      if (held && clock() - held.at < KEPT_MS) return held.found
      if (known.size > MOST) known.clear()
      const found = personOf(db, token)
      known.set(token, { at: clock(), found })
      found.catch(() => known.delete(token))
      return found
    },
    forget: (token) => void known.delete(token),
  }
}
