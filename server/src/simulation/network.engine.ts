import type { Incident } from '@lianqin/shared/incident'
import type { Doer } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import type { CaseCommand } from '../dispatch/dispatch.engine.ts'
import { type Answer, act, caseFor, serve } from './server.engine.ts'
import type { Trx } from './store.engine.ts'
import { freshId, soon, type World } from './world.engine.ts'

/** What somebody wants done, as a request carries it. */
export interface Wish {
  what: unknown
  work: (trx: Trx) => void
}

export const wishFor = (id: Incident['id'], command: CaseCommand): Wish => ({
  what: { id, ...command },
  work: (trx) => act(trx, id, command),
})

const RETRY_MS = 10_000
const TRIES = 5

/** Asks until there is an answer, always under the same key: whoever hears nothing cannot know whether it was done. */
export function ask(world: World, by: Doer, wish: Wish, heard: (answer: Answer) => void = () => {}): void {
  const key = freshId(world, 'key')
  const attempt = (triesLeft: number) => {
    const answer = serve(world, { by, key, ...wish })
    if (answer === 'silence' && triesLeft > 0) soon(world, RETRY_MS, () => attempt(triesLeft - 1))
    else heard(answer)
  }
  attempt(world.quiet ? Number.POSITIVE_INFINITY : TRIES)
}

/** The same from a phone: the command may be lost, come late, overtaken by a later one, or come twice under its key. */
export function send(world: World, by: Doer, wish: Wish): void {
  const { random, mood, quiet } = world
  if (quiet) {
    ask(world, by, wish)
    return
  }
  const key = freshId(world, 'key')
  const lost = random.chance(mood.lostShare)
  const copies = lost ? 0 : random.chance(mood.twiceShare) ? 2 : 1
  for (let copy = 0; copy < copies; copy++)
    soon(world, random.between(100, mood.slowestMs), () => serve(world, { by, key, ...wish }))
}

/** A leader moves what is the own squad's; what is not is foreign, whoever's it has become meanwhile. */
export function refuseForeign(trx: Trx, id: Incident['id'], squadId: string, command: CaseCommand): void {
  const held = caseFor(trx, id, new Problem('incident.missing', { id }))
  if (!('id' in command)) return
  const owned = [...held.tasks, ...held.offers, ...held.supervisions].find((row) => row.id === command.id)
  if (owned?.squadId !== squadId) throw new Problem('session.forbidden', { role: trx.by.role })
}
