import type { MakeOffer } from '@lianqin/shared/offer'
import type { Slot } from '@lianqin/shared/plan'
import type { Squad } from '@lianqin/shared/squad'
import { isBinding, type Task } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Case } from '../dispatch/case-book.engine.ts'
import { engagedSquads, slotMeant } from '../dispatch/slots.engine.ts'
import type { Eye } from './eye.engine.ts'
import { recommend } from './ground.engine.ts'
import type { Wish } from './network.engine.ts'
import { act, caseFor } from './server.engine.ts'
import { begin, saveBook, settingOf, type Trx } from './store.engine.ts'

/** A choice by hand, in the order of `choosing.moves.ts`: the case is read, the squad taken from the other one, then offered. */
function chooseSquads(trx: Trx, id: Case['incident']['id'], command: MakeOffer): void {
  const { store, rules } = trx.world
  const held = caseFor(trx, id, new Problem('incident.missing', { id }))
  const squads = command.squadIds.map((squadId) => {
    const squad = store.squads.get(squadId)
    if (!squad) throw new Problem('squad.missing', { id: squadId })
    return squad
  })
  const slot = slotMeant(held.incident, held, command.slot)
  if (!slot) throw new Problem('slot.missing', { id, slot: command.slot ?? null })
  if (command.preempts !== undefined) preempt(trx, held, command)
  const recommendation = recommend(trx, held, slot)
  const choice = { on: 'choice', command, squads, recommendation } as const
  saveBook(trx, held, rules.decide(held, choice, settingOf(trx, held)), choice)
}

function preempt(trx: Trx, { incident: to }: Case, { preempts, squadIds, reason }: MakeOffer): void {
  const other = [...trx.world.store.cases.values()].find(({ tasks }) => tasks.some(({ id }) => id === preempts))
  if (!other || other.incident.id === to.id || preempts === undefined)
    throw new Problem('task.missing', { id: preempts ?? null })
  if (!reason) throw new Problem('move.reason-missing', { move: 'recall' })
  act(trx, other.incident.id, { on: 'preemption', taskId: preempts, squads: squadIds, to, reason })
}

const wish = ({ held }: Eye, command: MakeOffer): Wish => ({
  what: { on: 'choice', id: held.incident.id, ...command },
  work: (trx) => chooseSquads(trx, held.incident.id, command),
})

/** Somebody competent who is on duty and has no place in this case, for one of its places; several at once now and then. */
export function chooseFor(eye: Eye, slot: Slot): Wish | null {
  const { world, held, random } = eye
  const free = competentFor(eye, slot)
  const first = free[0]
  if (!first) return null
  const several = !world.quiet && random.chance(0.3)
  const squadIds = several ? free.slice(0, 3) : [world.quiet ? first : random.pick(free)]
  return wish(eye, { squadIds, version: held.incident.version, slot: slot.id })
}

function competentFor({ world, held, doer }: Eye, slot: Slot): Squad['id'][] {
  const engaged = engagedSquads(held)
  const { ranked, passedOver } = recommend(begin(world, doer), held, slot)
  return [...ranked, ...passedOver]
    .filter(({ competent, squadId }) => competent && !engaged.has(squadId))
    .filter(({ squadId }) => world.store.squads.get(squadId)?.state === 'on-duty')
    .map(({ squadId }) => squadId)
}

/** Takes a squad off another case for a place in this one. */
export function preemptFor(eye: Eye, slot: Slot): Wish | null {
  const { world, held, random } = eye
  const isBelow = ({ incidentId }: Task) => Number(world.store.cases.get(incidentId)?.incident.urgent) < Number(urgent)
  const { urgent, version } = held.incident
  const bound = competentFor(eye, slot).flatMap((squadId) => tasksOf(eye, squadId).map((task) => ({ squadId, task })))
  const below = bound.filter(({ task }) => isBelow(task))
  const among = below.length > 0 ? below : bound
  if (among.length === 0) return null
  const { squadId, task } = random.pick(among)
  const reason = random.pick(['more pressing', 'more pressing', ''])
  return wish(eye, { squadIds: [squadId], version, slot: slot.id, preempts: task.id, ...(reason && { reason }) })
}

const tasksOf = ({ world: { store } }: Eye, squadId: Squad['id']): Task[] =>
  [...(store.engaged.get(squadId) ?? [])].flatMap(
    (id) => store.cases.get(id)?.tasks.filter((task) => task.squadId === squadId && isBinding(task.state)) ?? [],
  )
