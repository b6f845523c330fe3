import type { IncomingMessage } from 'node:http'
import { fastifyCookie } from '@fastify/cookie'
import type { Person, Role } from '@lianqin/shared/person'
import { cookieName, isForeign } from '../kernel/auth.ts'
import type { SessionCache } from '../kernel/session-cache.ts'

/** Screens one person may have open at once. A wall's account hangs in many rooms. */
const SCREENS: Partial<Record<Role, number>> = { viewer: 500 }
const SCREENS_OTHERWISE = 10
/** Welcomes cost a snapshot: after an outage hundreds of screens come back at once, and are let in at this rate. */
const ADMITTED_PER_S = 200

interface Needs {
  sessions: SessionCache
  publicUrl: string | null
  screensOf: (personId: Person['id']) => number
  clock: () => number
}

export const isFull = ({ role }: Person, screens: number) => screens >= (SCREENS[role] ?? SCREENS_OTHERWISE)

export type Admission = { person: Person; token: string } | { refused: 'origin' | 'session' | 'too-many' | 'busy' }

/** Judges a handshake before the connection is upgraded: where it comes from, whose session it carries, how many there are. */
export function createDoor({ sessions, publicUrl, screensOf, clock }: Needs) {
  const window = { second: 0, admitted: 0 }

  function isCrowded(): boolean {
    const second = Math.floor(clock() / 1000)
    if (window.second !== second) Object.assign(window, { second, admitted: 0 })
    return ++window.admitted > ADMITTED_PER_S
  }
  return async ({ headers }: IncomingMessage): Promise<Admission> => {
    if (isForeign(headers, publicUrl)) return { refused: 'origin' }
    const token = fastifyCookie.parse(headers.cookie ?? '')[cookieName(publicUrl)] ?? ''
    const signedIn = token ? await sessions.find(token) : null
    if (!signedIn) return { refused: 'session' }
    // Counted behind the session: strangers at the door must not keep the house's own screens out.
    if (isCrowded()) return { refused: 'busy' }
    const { person } = signedIn
    if (isFull(person, screensOf(person.id))) return { refused: 'too-many' }
    return { person, token }
  }
}
