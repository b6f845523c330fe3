import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import { isLiveOffer } from '@lianqin/shared/offer'
import type { Doer } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import { isStandingSupervision } from '@lianqin/shared/supervision'
import { isBinding } from '@lianqin/shared/task'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import type { Book, Case, Setting } from '../dispatch/case-book.engine.ts'
import type { CaseCommand } from '../dispatch/dispatch.engine.ts'
import type { Fact } from '../kernel/event-log.ts'
import type { TimerOrder } from '../kernel/timer-rows.ts'
import { matterById } from './district.engine.ts'
import { freshId, type Store, type TimerRow, type World } from './world.engine.ts'

/** What a transaction did to one case. */
export interface Change {
  before: Case | null
  /** The command that was decided; null for a report that has just come in. */
  given: CaseCommand | null
  /** As the rules left it, and as it was saved. */
  decided: Case
  after: Case
  facts: readonly Fact[]
  timers: readonly TimerOrder[]
}

/** A transaction: what it changed is nowhere until it is committed. */
export interface Trx {
  world: World
  now: Moment
  by: Doer
  changes: Change[]
  squads: Squad[]
  armed: { incidentId: Incident['id']; order: TimerOrder }[]
  fired: TimerRow[]
  facts: Fact[]
}

export const begin = (world: World, by: Doer): Trx => ({
  world,
  now: toMoment(world.now),
  by,
  changes: [],
  squads: [],
  armed: [],
  fired: [],
  facts: [],
})

/** What the rules may look at besides the case, as `lock-case.moves.ts` puts it together. */
export function settingOf({ world, now, by }: Trx, { incident }: Pick<Case, 'incident'>): Setting {
  const matter = matterById.get(incident.matterId)
  if (!matter) throw new RangeError(`the district has no ${incident.matterId}`)
  const offDuty = new Set(
    [...world.store.squads.values()].flatMap(({ id, state }) => (state === 'off-duty' ? [id] : [])),
  )
  return { now, by, matter, district: world.district, offDuty, freshId: (kind) => freshId(world, kind) }
}

/** Saves what a decision changed, as `case-book.moves.ts` does: rows that a fact names, and nothing else. */
export function saveBook(trx: Trx, before: Case, book: Book, given: CaseCommand): void {
  const { facts, timers, setting: _, ...decided } = book
  const told = new Set(facts.flatMap(({ body }) => idsIn(body)))
  const merged = <R extends { id: string }>(old: readonly R[], now: readonly R[]): R[] => {
    const saved = now.filter(({ id }) => told.has(id))
    if (saved.length === 0) return [...old]
    const ids = new Set(saved.map(({ id }) => id))
    return [...old.filter(({ id }) => !ids.has(id)), ...saved]
  }
  const isNewer = facts.length > 0 && book.incident.version > before.incident.version
  const after: Case = {
    incident: isNewer ? book.incident : before.incident,
    tasks: merged(before.tasks, book.tasks),
    offers: merged(before.offers, book.offers),
    alarms: merged(before.alarms, book.alarms),
    approvals: merged(before.approvals, book.approvals),
    supervisions: merged(before.supervisions, book.supervisions),
  }
  keep(trx, { before, given, decided, after, facts, timers })
}

/** A case that was not there before. */
export function saveNew(trx: Trx, incident: Incident, facts: Fact[], timers: TimerOrder[]): void {
  const made: Case = { incident, tasks: [], offers: [], alarms: [], approvals: [], supervisions: [] }
  keep(trx, { before: null, given: null, decided: made, after: made, facts, timers })
}

function keep(trx: Trx, change: Change): void {
  const { id } = change.after.incident
  trx.changes.push(change)
  trx.facts.push(...change.facts)
  trx.armed.push(...change.timers.map((order) => ({ incidentId: id, order })))
}

const idsIn = (body: unknown) => Object.values(body as Record<string, { id?: string } | null>).map((row) => row?.id)

/** Makes what a transaction did true, and answers with the timers that are to be rung. */
export function commit({ world, changes, squads, armed, fired }: Trx): TimerRow[] {
  const { store } = world
  for (const { after } of changes) freeze(after)
  for (const timer of fired) {
    timer.firedAt = world.now
    const others = store.pending.get(timer.incidentId) ?? []
    store.pending.set(
      timer.incidentId,
      others.filter((other) => other !== timer),
    )
  }
  for (const { before, after } of changes) index(store, before, inQueryOrder(world, after))
  for (const squad of squads) store.squads.set(squad.id, squad)
  return armed.map(({ incidentId, order }) => {
    const row: TimerRow = {
      id: freshId(world, 'timer'),
      order,
      incidentId,
      due: Date.parse(order.dueAt),
      firedAt: null,
    }
    store.timers.set(row.id, row)
    store.pending.set(incidentId, [...(store.pending.get(incidentId) ?? []), row])
    return row
  })
}

/** Rows are values: whatever would write into one that it was given is found out at once. */
function freeze({ incident, tasks, offers, alarms, approvals, supervisions }: Case): void {
  for (const row of [incident, ...tasks, ...offers, ...alarms, ...approvals, ...supervisions]) Object.freeze(row)
}

/** A query orders by a moment and leaves equals to chance: half the seeds see them in one order, half in the other. */
function inQueryOrder({ seed }: World, held: Case): Case {
  const sign = seed % 2 === 0 ? 1 : -1
  const by =
    <R extends { id: string }>(moment: (row: R) => Moment) =>
    (a: R, b: R) => {
      const [atA, atB] = [moment(a), moment(b)]
      if (atA !== atB) return atA < atB ? -1 : 1
      return a.id < b.id ? -sign : sign
    }
  held.tasks.sort(by(({ openedAt }) => openedAt))
  held.offers.sort(by(({ madeAt }) => madeAt))
  held.alarms.sort(by(({ raisedAt }) => raisedAt))
  held.approvals.sort(by(({ askedAt, step }) => `${askedAt} ${step}`))
  held.supervisions.sort(by(({ issuedAt }) => issuedAt))
  return held
}

function index({ cases, load, pressed, engaged, standing }: Store, before: Case | null, after: Case): void {
  const { id, state } = after.incident
  cases.set(id, after)
  recount(load, squadsIn, before, after)
  recount(pressed, pressedIn, before, after)
  const now = new Set(concernedBy(after))
  for (const squadId of before ? concernedBy(before) : []) if (!now.has(squadId)) engaged.get(squadId)?.delete(id)
  for (const squadId of now) engaged.get(squadId)?.add(id)
  const stands =
    isOpenIncident(state) ||
    after.alarms.some((alarm) => alarm.state !== 'cleared') ||
    after.supervisions.some((supervision) => isStandingSupervision(supervision.state))
  if (stands) standing.add(id)
  else standing.delete(id)
}

const concernedBy = (held: Case): Squad['id'][] => [
  ...squadsIn(held),
  ...held.supervisions.flatMap(({ squadId, state }) => (isStandingSupervision(state) ? [squadId] : [])),
]

/** Once for every task a squad is bound by, and for every one it is asked about. */
export const squadsIn = ({ tasks, offers }: Case): Squad['id'][] => [
  ...tasks.flatMap(({ squadId, state }) => (squadId && isBinding(state) ? [squadId] : [])),
  ...offers.flatMap(({ squadId, state }) => (isLiveOffer(state) ? [squadId] : [])),
]

/** Once for every task of an urgent or major case that a squad is bound by. */
export const pressedIn = ({ incident, tasks }: Case): Squad['id'][] =>
  incident.urgent || incident.major
    ? tasks.flatMap(({ squadId, state }) => (squadId && isBinding(state) ? [squadId] : []))
    : []

/** Takes out of a sum what a case asked of squads before, and puts in what it asks of them now. */
export function recount(
  load: Map<Squad['id'], number>,
  squadsOf: typeof squadsIn,
  before: Case | null,
  after: Case,
): void {
  const add = (squadId: Squad['id'], tasks: number) => {
    const sum = (load.get(squadId) ?? 0) + tasks
    if (sum === 0) load.delete(squadId)
    else load.set(squadId, sum)
  }
  for (const squadId of before ? squadsOf(before) : []) add(squadId, -1)
  for (const squadId of squadsOf(after)) add(squadId, 1)
}
