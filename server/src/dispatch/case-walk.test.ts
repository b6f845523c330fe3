import { type AlarmMove, alarmMachine } from '@lianqin/shared/alarm'
import { type IncidentMove, incidentMachine, isOpenIncident } from '@lianqin/shared/incident'
import { isLiveOffer, type OfferMove, offerMachine } from '@lianqin/shared/offer'
import { isBinding, isOpenTask, type TaskMove, taskMachine } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aCase, anIncident, aRecommendation, aSetting, aSquad, NOON } from '../../test/samples.ts'
import { type Book, type Case, openBook, type Setting } from './case-book.engine.ts'
import { moveAlarm, moveIncident, moveOffer, moveTask } from './dispatch.engine.ts'
import { lapse, offerByHand, route, triedSquads } from './offering.engine.ts'

const SQUADS = ['gulin-1', 'gulin-2', 'gulin-3']

/** One thing that anybody may try at any moment, on the newest row of its kind. */
type Attempt =
  | { on: 'incident'; move: IncidentMove }
  | { on: 'task'; move: TaskMove }
  | { on: 'offer'; move: OfferMove }
  | { on: 'alarm'; move: AlarmMove }
  | { on: 'choice'; squad: string }
  | { on: 'timer' }

const attempt: fc.Arbitrary<Attempt & { role: string; waitS: number; late: boolean }> = fc
  .oneof(
    fc.record({ on: fc.constant('incident' as const), move: fc.constantFrom(...incidentMachine.names) }),
    fc.record({ on: fc.constant('task' as const), move: fc.constantFrom(...taskMachine.names) }),
    fc.record({ on: fc.constant('offer' as const), move: fc.constantFrom(...offerMachine.names) }),
    fc.record({ on: fc.constant('alarm' as const), move: fc.constantFrom(...alarmMachine.names) }),
    fc.record({ on: fc.constant('choice' as const), squad: fc.constantFrom(...SQUADS) }),
    fc.record({ on: fc.constant('timer' as const) }),
    fc.record({ on: fc.constant('timer' as const) }),
  )
  .chain((tried) =>
    fc
      .record({
        role: fc.constantFrom('dispatcher', 'shift-lead', 'squad-leader'),
        waitS: fc.integer({ min: 0, max: 100 }),
        late: fc.boolean(),
      })
      .map((about) => ({ ...tried, ...about })),
  )

/** A district of one case: what stands, what is to ring, and what time it is. */
interface World {
  held: Case
  timers: Book['timers']
  now: number
  setting: Setting
}

/** Whoever has not been asked yet, in the order of their names. */
const ranking = (held: Case) => aRecommendation(...SQUADS.filter((name) => !triedSquads(held).has(`squad-${name}`)))

function act(book: Book, tried: Attempt & { late: boolean }, due: Book['timers'][number] | undefined): void {
  const reason = 'because'
  const [task, offer, alarm] = [book.tasks.at(-1), book.offers.at(-1), book.alarms.at(-1)]
  if (tried.on === 'incident') moveIncident(book, { move: tried.move, version: book.incident.version, reason }, true)
  if (tried.on === 'task' && task)
    moveTask(book, task, { move: tried.move, version: task.version, reason, result: 'done' }, true)
  if (tried.on === 'offer' && offer) moveOffer(book, offer, { move: tried.move, version: offer.version, reason }, true)
  if (tried.on === 'alarm' && alarm)
    moveAlarm(book, alarm.id, { move: tried.move, version: alarm.version, reason }, true)
  if (tried.on === 'choice') offerByHand(book, ranking(book), aSquad(tried.squad), book.incident.version)
  if (due?.kind === 'dispatch.route') route(book, ranking(book))
  if (due?.kind === 'offer.lapse') lapse(book, due.ref.offerId, { late: tried.late })
}

/** Takes one step of the world; a refusal leaves it as it was. */
function step(world: World, tried: Attempt & { role: string; waitS: number; late: boolean }): World {
  const now = world.now + tried.waitS * 1000
  const due = tried.on === 'timer' ? world.timers.find(({ dueAt }) => Date.parse(dueAt) <= now) : undefined
  const role = due ? 'clock' : tried.role
  const setting = { ...world.setting, now: toMoment(now), by: { ...world.setting.by, role } }
  const book = openBook(structuredClone(world.held), setting)
  try {
    act(book, tried, due)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...world, now }
  }
  expectToldWhole(world.held, book)
  const { incident, tasks, offers, alarms } = book
  const timers = [...world.timers.filter((timer) => timer !== due), ...book.timers]
  return { held: { incident, tasks, offers, alarms }, timers, now, setting: world.setting }
}

/** Every row that changed stands in a fact as it is now, one version or more on: nothing changes in silence. */
function expectToldWhole(before: Case, after: Book): void {
  const rowsOf = (held: Case) => [held.incident, ...held.tasks, ...held.offers, ...held.alarms]
  const old = new Map<string, { version: number }>(rowsOf(before).map((row) => [row.id, row]))
  const told = after.facts.flatMap(({ body }) => Object.values(body as object)) as unknown[]
  for (const row of rowsOf(after)) {
    const known = old.get(row.id)
    if (known && JSON.stringify(known) === JSON.stringify(row)) continue
    expect(row.version).toBeGreaterThan(known?.version ?? 0)
    expect(told).toContainEqual(row)
  }
  for (const id of old.keys()) expect(rowsOf(after).some((row) => row.id === id)).toBe(true)
}

function expectSound({ held, timers }: World): void {
  const { incident, tasks, offers, alarms } = held
  const live = offers.filter(({ state }) => isLiveOffer(state))
  const owed = tasks.filter(({ state }) => isOpenTask(state) && state !== 'handled')
  const standing = alarms.filter(({ state }) => state !== 'cleared')
  expect(live.length).toBeLessThanOrEqual(1)
  expect(owed.length).toBeLessThanOrEqual(1)
  for (const offer of offers) expect(offer.endedAt === null).toBe(isLiveOffer(offer.state))
  for (const { id, state } of tasks) {
    expect(live.some(({ taskId }) => taskId === id)).toBe(state === 'offered')
    expect(offers.filter((offer) => offer.taskId === id && offer.state === 'accepted').length).toBeLessThanOrEqual(1)
  }
  for (const { id } of live)
    expect(timers.some(({ kind, ref }) => kind === 'offer.lapse' && ref.offerId === id)).toBe(true)
  if (!isOpenIncident(incident.state)) {
    expect(live).toEqual([])
    expect(owed).toEqual([])
    expect(standing).toEqual([])
    expect(incident.closedAt).not.toBeNull()
  }
  if (['filed', 'dispatched', 'reopened'].includes(incident.state)) {
    const held = tasks.some(({ state }) => isBinding(state))
    const toCome = timers.some(({ kind }) => kind === 'dispatch.route')
    expect(live.length > 0 || held || toCome || standing.length > 0).toBe(true)
  }
}

const begin = (): World => ({
  held: aCase({ incident: anIncident({ state: 'reported' }) }),
  timers: [],
  now: Date.parse(NOON),
  setting: aSetting(),
})

it('whatever is tried in whatever order, a case keeps its promises: one live offer at most, and never nobody who owes it something', () => {
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 5, maxLength: 60 }), (attempts) => {
      let world = step(begin(), { on: 'incident', move: 'file', role: 'dispatcher', waitS: 0, late: false })
      for (const tried of attempts) {
        world = step(world, tried)
        expectSound(world)
      }
    }),
    { numRuns: 1_500, seed: 7 },
  )
})

it('the same case, command and moment decide the same', () => {
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 5, maxLength: 40 }), (attempts) => {
      const walk = () => attempts.reduce((world, tried) => step(world, tried), begin()).held
      expect(walk()).toEqual(walk())
    }),
    { numRuns: 200, seed: 7 },
  )
})
