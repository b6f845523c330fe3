import type { Incident } from '@lianqin/shared/incident'
import type { Doer } from '@lianqin/shared/person'
import { Problem, type ProblemCode } from '@lianqin/shared/wire/problem'
import type { Case } from '../dispatch/case-book.engine.ts'
import type { CaseCommand, Rankings } from '../dispatch/dispatch.engine.ts'
import { emptySlots } from '../dispatch/slots.engine.ts'
import { LATE_AFTER_MS } from '../kernel/timers.ts'
import { recommend } from './ground.engine.ts'
import { keepPromises } from './promises.engine.ts'
import { ringLater } from './ringing.engine.ts'
import { begin, commit, saveBook, settingOf, type Trx } from './store.engine.ts'
import { wakeWaiting } from './waiting.engine.ts'
import { breakPromise, type TimerRow, type World } from './world.engine.ts'

/** What comes back to whoever asked: done, a refusal, or nothing at all because the server was away or died over it. */
export type Answer = 'done' | 'silence' | ProblemCode

export interface Request {
  by: Doer
  /** The idempotency key; null for what carries none. */
  key: string | null
  /** What is asked for, for the trace. */
  what: unknown
  work: (trx: Trx) => void
}

export const byClock: Doer = { personId: null, title: '', role: 'clock' }

/** The answer to a request: one transaction, in the midst of which, before or after the commit, the server may die. */
export function serve(world: World, request: Request, ring: { late: boolean } | null = null): Answer {
  const { store, server, random, mood, rules } = world
  if (world.now < server.backAt) return 'silence'
  const { by, key, what, work } = request
  const name = key && `${by.personId} ${key}`
  if (name && rules.isKnown(store.answered, name)) return 'done'
  const dies = !world.quiet && random.chance(mood.deathShare)
  const diesFirst = dies && random.chance(0.5)
  const trx = begin(world, by)
  try {
    work(trx)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    world.steps.push({ at: world.now, by, what, outcome: error.code, facts: [] })
    return error.code
  }
  world.steps.push({
    at: world.now,
    by,
    what,
    outcome: diesFirst ? 'died before the commit' : 'done',
    facts: trx.facts,
  })
  if (!diesFirst) finish(world, trx, name, ring)
  if (dies) die(world)
  return dies ? 'silence' : 'done'
}

function finish(world: World, trx: Trx, name: string | null, ring: { late: boolean } | null): void {
  if (name) world.store.answered.add(name)
  for (const row of commit(trx)) ringLater(world, row, (id) => fire(world, id))
  keepPromises(trx, { name, ring })
  for (const ear of new Set(trx.facts.flatMap(({ audience }) => audience)))
    if (ear.startsWith('squad-')) world.wake(ear as `squad-${string}`)
}

/** The process is gone with its memory; the store is as the last commit left it. */
function die(world: World): void {
  const { server, random, mood } = world
  server.backAt = world.now + Math.round(random.between(1000, mood.awayMs))
  server.lives++
  world.steps.push({ at: world.now, by: byClock, what: { backAt: server.backAt }, outcome: 'crash', facts: [] })
}

export function caseFor(trx: Trx, id: Incident['id'], missing: Problem): Case {
  const held = trx.world.store.cases.get(id)
  if (!held) throw missing
  return held
}

/** Decides a command on a case and saves it. */
export function act(trx: Trx, id: Incident['id'], command: CaseCommand): void {
  const held = caseFor(trx, id, new Problem('incident.missing', { id }))
  const book = trx.world.rules.decide(held, command, settingOf(trx, held))
  saveBook(trx, held, book, command)
  if (command.on !== 'timer' && command.on !== 'preemption') wakeWaiting(trx, held, book)
}

/** A timer rings, whoever rings it: once, not before its moment, and never refused. */
export function fire(world: World, id: TimerRow['id']): void {
  const timer = world.store.timers.get(id)
  if (!timer || !world.rules.mayFire(timer, world.now)) return
  const late = world.now - timer.due > LATE_AFTER_MS
  const { order, incidentId } = timer
  const work = (trx: Trx) => {
    trx.fired.push(timer)
    const held = caseFor(trx, incidentId, new Problem('incident.missing', { id: incidentId }))
    const rankings = order.kind === 'dispatch.route' ? rankHeld(trx, held) : new Map()
    act(trx, incidentId, { on: 'timer', timer: order, late, rankings })
  }
  const answer = serve(world, { by: byClock, key: null, what: { late, ...order }, work }, { late })
  if (answer !== 'done' && answer !== 'silence') breakPromise(world, 'I7', `a timer is refused with ${answer}`, id)
}

function rankHeld(trx: Trx, held: Case): Rankings {
  return new Map(emptySlots(held).map((slot) => [slot.id, recommend(trx, held, slot)]))
}
