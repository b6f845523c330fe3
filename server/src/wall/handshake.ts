import type { IncomingMessage } from 'node:http'
import { fastifyCookie } from '@fastify/cookie'
import type { Person, Role } from '@lianqin/shared/person'
import { cookieName, isForeign } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import { personOf } from '../kernel/sessions.ts'

/** Screens one person may have open at once. A wall's account hangs in many rooms. */
const SCREENS: Partial<Record<Role, number>> = { viewer: 500 }
const SCREENS_OTHERWISE = 10
/** Welcomes cost a snapshot: after an outage hundreds of screens come back at once, and are let in at this rate. */
const ADMITTED_PER_S = 200

interface Needs {
  db: Db
  publicUrl: string | null
  screensOf: (personId: Person['id']) => number
  clock: () => number
}

export type Admission = { person: Person; token: string } | { refused: 'origin' | 'session' | 'too-many' | 'busy' }

/** Judges a handshake before the connection is upgraded: where it comes from, whose session it carries, how many there are. */
export function createDoor({ db, publicUrl, screensOf, clock }: Needs) {
  const window = { second: 0, admitted: 0 }

  function isCrowded(): boolean {
    const second = Math.floor(clock() / 1000)
    if (window.second !== second) Object.assign(window, { second, admitted: 0 })
    return ++window.admitted > ADMITTED_PER_S
  }
  return async ({ headers }: IncomingMessage): Promise<Admission> => {
    if (isForeign(headers, publicUrl)) return { refused: 'origin' }
    if (isCrowded()) return { refused: 'busy' }
    const token = fastifyCookie.parse(headers.cookie ?? '')[cookieName(publicUrl)] ?? ''
    const signedIn = token ? await personOf(db, token) : null
    if (!signedIn) return { refused: 'session' }
    const { person } = signedIn
    if (screensOf(person.id) >= (SCREENS[person.role] ?? SCREENS_OTHERWISE)) return { refused: 'too-many' }
    return { person, token }
  }
}
