import { type Incident, incidentMachine } from '@lianqin/shared/incident'
import { isLiveOffer, type Offer, offerMachine } from '@lianqin/shared/offer'
import type { Actor, Role } from '@lianqin/shared/person'
import { isBinding, type Task, taskMachine } from '@lianqin/shared/task'

/** Why a step cannot be taken now: another role's, another state's, or there is nothing it could be taken on. */
export type Refusal =
  | { why: 'role'; by: readonly Actor[] }
  | { why: 'state'; from: readonly string[] }
  | { why: 'no-task' }
  | { why: 'no-offer' }
  | { why: 'held'; squadId: Task['squadId'] }

export type Concept = 'incident' | 'task' | 'offer'

/** One step a seat may want to take on a case, whether or not it can be taken now. */
export interface Step {
  id: string
  concept: Concept
  move: string
  needsReason: boolean
  refusal: Refusal | null
}

export interface Held {
  incident: Incident
  task: Task | undefined
  offer: Offer | undefined
}

interface Table {
  names: readonly string[]
  moves: Record<string, { from: readonly string[]; by: readonly Actor[]; why?: 'required' }>
}

const machines: Record<Concept, Table> = { incident: incidentMachine, task: taskMachine, offer: offerMachine }
/** Whose steps a desk shows: those that some seat of the room takes. */
const seats: readonly Actor[] = ['dispatcher', 'shift-lead']

/** Every step of the machines that belongs to this room, each with what stands against it for this role, now. */
export function stepsOf(held: Held, role: Role | null): Step[] {
  const rows = { incident: held.incident, task: held.task, offer: held.offer }
  return (['incident', 'task', 'offer'] as const).flatMap((concept) =>
    machines[concept].names.flatMap((move): Step[] => {
      const row = machines[concept].moves[move]
      if (!row?.by.some((actor) => seats.includes(actor))) return []
      const refusal = refuse(concept, rows[concept]?.state, row, role)
      return [{ id: `${concept}.${move}`, concept, move, needsReason: row.why === 'required', refusal }]
    }),
  )
}

function refuse(
  concept: Concept,
  state: string | undefined,
  { from, by }: { from: readonly string[]; by: readonly Actor[] },
  role: Role | null,
): Refusal | null {
  if (role === null || !by.includes(role)) return { why: 'role', by }
  if (state === undefined) return { why: concept === 'task' ? 'no-task' : 'no-offer' }
  return from.includes(state) ? null : { why: 'state', from }
}

/** States from which a squad may be asked; the server judges the same by its own rule. */
const awaitsSquad: readonly Incident['state'][] = ['filed', 'dispatched', 'reopened']

/** What stands against holding the case out to a squad. */
export function offerRefusal({ incident, task }: Held, role: Role | null): Refusal | null {
  if (role === null || !seats.includes(role)) return { why: 'role', by: seats }
  if (!awaitsSquad.includes(incident.state)) return { why: 'state', from: awaitsSquad }
  return task && isBinding(task.state) ? { why: 'held', squadId: task.squadId } : null
}

export const liveOffer = (offers: readonly Offer[]) => offers.find((offer) => isLiveOffer(offer.state))
