import type { Doer } from '@lianqin/shared/person'
import { type MoveSquad, type Squad, squadMachine } from '@lianqin/shared/squad'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { squads } from './district.engine.ts'
import { ask } from './network.engine.ts'
import { squadsIn, type Trx } from './store.engine.ts'
import { retryWaiting } from './waiting.engine.ts'
import { soon, type World } from './world.engine.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** How long after coming on duty a squad's first position is usually here; see `squad.moves.ts`. */
const LOCATED_AFTER_MS = 10_000
const TRIED_AGAIN = 50

/** Squads come on duty in the course of the morning and go off in the evening; a few come for the night. */
export function openShifts(world: World): void {
  for (const { id } of squads) {
    const isNight = world.random.chance(0.2)
    signOn(world, id, (isNight ? 14 : 0) * HOUR_MS + world.random.between(0, 3 * HOUR_MS))
  }
}

function signOn(world: World, id: Squad['id'], waitMs: number): void {
  soon(world, waitMs, () => {
    move(world, id, 'sign-on')
    signOff(world, id, world.random.between(5 * HOUR_MS, 12 * HOUR_MS))
  })
}

/** Whoever still has a task stays, and tries again later. In the quiet time everybody stays. */
function signOff(world: World, id: Squad['id'], waitMs: number): void {
  soon(world, waitMs, () => {
    if (world.quiet) return
    move(world, id, 'sign-off')
    if (world.store.squads.get(id)?.state === 'on-duty') signOff(world, id, 20 * MINUTE_MS)
    else signOn(world, id, world.random.between(2 * HOUR_MS, 10 * HOUR_MS))
  })
}

/** For the quiet time: whoever is off duty comes. */
export function callEverybody(world: World): void {
  for (const { id, state } of world.store.squads.values()) if (state === 'off-duty') move(world, id, 'sign-on')
}

function move(world: World, id: Squad['id'], move: MoveSquad['move']): void {
  const by: Doer = { personId: `person-${id}`, title: id, role: 'squad-leader' }
  const crew = move === 'sign-on' ? Math.floor(world.random.between(world.quiet ? 2 : 1, 5)) : null
  ask(world, by, { what: { squad: id, move }, work: (trx) => moveSquad(trx, id, move, crew) })
}

function moveSquad(trx: Trx, id: Squad['id'], move: MoveSquad['move'], crew: number | null): void {
  const { store } = trx.world
  const squad = store.squads.get(id)
  if (!squad || !squadMachine.movesFrom(squad.state, trx.by.role).includes(move))
    throw new Problem('squad.illegal-move', { id, move, state: squad?.state ?? null })
  const isBound = [...(store.engaged.get(id) ?? [])].some((incidentId) => {
    const held = store.cases.get(incidentId)
    return held && squadsIn(held).includes(id)
  })
  if (move === 'sign-off' && isBound) throw new Problem('squad.has-open-task', { id, task: null })
  const there = { crew, licensed: crew && Math.min(crew, 2) }
  trx.squads.push({ ...squad, ...there, state: squadMachine.next(squad.state, move), version: squad.version + 1 })
  const dueAt = toMoment(trx.world.now + LOCATED_AFTER_MS)
  if (move === 'sign-on') retryWaiting(trx, squad.areaId, { dueAt, atMost: TRIED_AGAIN })
}
