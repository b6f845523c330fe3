import { awaitsSquads, type Incident, incidentMachine } from '@lianqin/shared/incident'
import { offerMachine } from '@lianqin/shared/offer'
import type { Actor, Role } from '@lianqin/shared/person'
import { type Task, taskMachine } from '@lianqin/shared/task'
import type { CasePlace } from '../incident/places.rank.ts'

/** Why a step cannot be taken now: another role's, another state's, or there is nothing it could be taken on. */
export type Refusal =
  | { why: 'role'; by: readonly Actor[] }
  | { why: 'state'; from: readonly string[] }
  | { why: 'held'; squadId: Task['squadId'] }
  | { why: 'suspended'; until: Incident['suspendedUntil'] }
  | { why: 'no-task' | 'no-offer' | 'no-level' | 'not-merged' }

export type Concept = 'incident' | 'task' | 'offer'

/** One step a seat may want to take on a case, whether or not it can be taken now. */
export interface Step {
  id: string
  concept: Concept
  move: string
  needsReason: boolean
  refusal: Refusal | null
}

/** A case as a seat holds it: its row, the place that is being filled, and how many levels its run card has. */
export interface Held {
  incident: Incident
  place: Pick<CasePlace, 'task' | 'offers' | 'filling'> | undefined
  levels: number
}

interface Table {
  names: readonly string[]
  moves: Record<string, { from: readonly string[]; by: readonly Actor[]; why?: 'required' }>
}

const machines: Record<Concept, Table> = { incident: incidentMachine, task: taskMachine, offer: offerMachine }
/** Whose steps a desk shows: those that some seat of the room takes. */
const seats: readonly Actor[] = ['dispatcher', 'shift-lead', 'centre-head']
const dispatching: readonly Actor[] = ['dispatcher', 'shift-lead']

/** Every step of the machines that belongs to this room, each with what stands against it for this role, now. */
export function stepsOf(held: Held, role: Role | null): Step[] {
  const { incident, place } = held
  const states = { incident: incident.state, task: place?.task?.state, offer: place?.offers[0]?.state }
  return (['incident', 'task', 'offer'] as const).flatMap((concept) =>
    machines[concept].names.flatMap((move): Step[] => {
      const row = machines[concept].moves[move]
      if (!row?.by.some((actor) => seats.includes(actor))) return []
      const id = `${concept}.${move}`
      const refusal = refuse(concept, states[concept], row, role) ?? refuseBesides(held, id)
      return [{ id, concept, move, needsReason: row.why === 'required', refusal }]
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

/** What the table of states does not know: an alarm as high as its card goes, a void case that repeats no other. */
function refuseBesides({ incident, levels }: Held, id: Step['id']): Refusal | null {
  if (id === 'incident.raise' && incident.level >= levels) return { why: 'no-level' }
  return id === 'incident.unmerge' && incident.duplicateOf === null ? { why: 'not-merged' } : null
}

const awaiting = incidentMachine.states.filter(awaitsSquads)

/** What stands against holding the place out to a squad. */
export function offerRefusal({ incident, place }: Held, role: Role | null): Refusal | null {
  // Whoever may offer cannot offer this one either: what stands against it for everybody is told first.
  if (incident.state === 'suspended') return { why: 'suspended', until: incident.suspendedUntil }
  if (role === null || !dispatching.includes(role)) return { why: 'role', by: dispatching }
  if (!awaitsSquads(incident.state)) return { why: 'state', from: awaiting }
  return place?.filling === 'filled' ? { why: 'held', squadId: place.task?.squadId ?? null } : null
}
