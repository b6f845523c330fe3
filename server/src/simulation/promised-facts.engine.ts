import { alarmMachine } from '@lianqin/shared/alarm'
import { approvalMachine } from '@lianqin/shared/approval'
import { incidentMachine } from '@lianqin/shared/incident'
import { offerMachine } from '@lianqin/shared/offer'
import type { Doer } from '@lianqin/shared/person'
import { supervisionMachine } from '@lianqin/shared/supervision'
import { taskMachine } from '@lianqin/shared/task'
import type { Machine } from '@lianqin/shared/wire/machine'
import type { Case } from '../dispatch/case-book.engine.ts'
import type { CaseCommand } from '../dispatch/dispatch.engine.ts'
import type { Fact } from '../kernel/event-log.ts'
import type { ToldRow } from './clerk.engine.ts'
import type { Change } from './store.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

type AnyMachine = Machine<string, string, string>
const MACHINES = {
  incident: incidentMachine,
  task: taskMachine,
  offer: offerMachine,
  alarm: alarmMachine,
  approval: approvalMachine,
  supervision: supervisionMachine,
} as unknown as Record<string, AnyMachine>

/** A report may be filed as it comes in, and an alarm be owned by whoever caused it. */
const FIRST_STATES: Record<string, string[]> = { incident: ['reported', 'filed'], alarm: ['raised', 'owned'] }
const ENDINGS = ['accept', 'decline', 'lapse', 'withdraw']

/**
 * I10: every row that changed stands in a fact as it is now, each version told once and none left out, to whom it concerns.
 * I15: states move only along the tables, by a role that may. I5: an offer ends once.
 */
export function promiseFacts(world: World, by: Doer, { before, given, decided, after, facts }: Change): void {
  if (before && given) promiseMayDo(world, by, { before, given })
  for (const fact of facts) {
    for (const [name, row] of Object.entries(fact.body as Record<string, unknown>))
      if (MACHINES[name] && isRow(row)) hear(world, { name, row, by, fact })
    countEnding(world, fact)
  }
  if (before?.incident.version !== after.incident.version) promiseHearing(world, facts, after)
  for (const row of [...rowsOf(decided), ...rowsOf(after)])
    if (!isSame(world.clerk.told.get(row.id), row))
      breakPromise(world, 'I10', 'a row changed and no fact tells it', row.id)
}

export const rowsOf = ({ incident, tasks, offers, alarms, approvals, supervisions }: Case): ToldRow[] => [
  incident,
  ...tasks,
  ...offers,
  ...alarms,
  ...approvals,
  ...supervisions,
]

const isRow = (value: unknown): value is ToldRow => typeof value === 'object' && value !== null && 'version' in value
const isSame = (a: ToldRow | undefined, b: ToldRow) => a === b || JSON.stringify(a) === JSON.stringify(b)

interface Heard {
  name: string
  row: ToldRow
  by: Doer
  fact: Fact
}

function hear(world: World, heard: Heard): void {
  const { name, row } = heard
  const { told } = world.clerk
  const before = told.get(row.id)
  told.set(row.id, row)
  if (!before) {
    const first = FIRST_STATES[name] ?? [MACHINES[name]?.initial]
    if (row.version !== 1 || !first.includes(row.state))
      breakPromise(world, 'I10', `the first that is told of it is version ${row.version}, ${row.state}`, row.id)
    return
  }
  if (row.version === before.version && isSame(before, row)) return
  promiseAudience(world, heard)
  if (row.version !== before.version + 1)
    breakPromise(world, 'I10', `version ${before.version} is followed by ${row.version}`, row.id)
  if (!isLegal(heard, before))
    breakPromise(world, 'I15', `${before.state} became ${row.state} by ${heard.by.role}: ${heard.fact.kind}`, row.id)
}

/** What a person commanded, the table allows that person's role in that state; time's own moves nobody commands. */
function promiseMayDo(world: World, by: Doer, { before, given }: { before: Case; given: CaseCommand }): void {
  const machine = MACHINES[given.on]
  if (!machine || !('command' in given) || !('move' in given.command)) return
  const row = 'id' in given ? rowsOf(before).find(({ id }) => id === given.id) : before.incident
  if (row && !machine.movesFrom(row.state, by.role).includes(given.command.move))
    breakPromise(world, 'I15', `${by.role} did ${given.command.move} to what is ${row.state}`, row.id)
}

/** A fact of the row's own names the move; told along with another's fact, any move of time may have led there. */
function isLegal({ name, row, by, fact }: Heard, before: ToldRow): boolean {
  const machine = MACHINES[name]
  if (!machine) return false
  if (fact.kind === 'incident.amended') return row.state === before.state
  const moves =
    fact.kind === `${name}.moved`
      ? [...machine.movesFrom(before.state, by.role), ...machine.movesFrom(before.state, 'clock')].filter(
          (move) => move === (fact.body as { move: string }).move,
        )
      : machine.movesFrom(before.state, 'clock')
  return moves.some((move) => machine.next(before.state, move) === row.state)
}

/** What is new of a row that is a squad's own, that squad hears. */
function promiseAudience(world: World, { row, fact: { kind, audience } }: Heard): void {
  if (row.squadId && !audience.includes(row.squadId))
    breakPromise(world, 'I10', `a squad does not hear ${kind} of what is its own`, row.id, row.squadId)
}

function countEnding(world: World, { kind, body }: Fact): void {
  const { move, offer } = body as { move?: string; offer?: { id: `offer-${string}` } }
  if (kind !== 'offer.moved' || !offer || !ENDINGS.includes(move ?? '')) return
  const ends = (world.clerk.ends.get(offer.id) ?? 0) + 1
  world.clerk.ends.set(offer.id, ends)
  if (ends > 1) breakPromise(world, 'I5', 'an offer has ended twice', offer.id)
}

const LIVE = ['made', 'delivered', 'seen']
const BOUND = ['accepted', 'en-route', 'on-scene']

/** Whoever is asked about a case, or bound by it, hears how it stands now. */
function promiseHearing(world: World, facts: readonly Fact[], { incident, offers, tasks }: Case): void {
  const telling = facts.filter(({ body }) => (body as { incident?: ToldRow }).incident?.version === incident.version)
  const ears = new Set(telling.flatMap(({ audience }) => audience))
  const concerned = [
    ...offers.filter(({ state }) => LIVE.includes(state)),
    ...tasks.filter(({ state }) => BOUND.includes(state)),
  ]
  for (const { squadId } of concerned)
    if (squadId && !ears.has(squadId))
      breakPromise(world, 'I10', 'a squad does not hear that its case has changed', incident.id, squadId)
}
