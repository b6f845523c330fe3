import { type AlarmMove, alarmMachine } from '@lianqin/shared/alarm'
import { type IncidentMove, incidentMachine, isOpenIncident } from '@lianqin/shared/incident'
import { isLiveOffer, type OfferMove, offerMachine } from '@lianqin/shared/offer'
import { isBinding, isOpenTask, type TaskMove, taskMachine } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aCase, anIncident, aRecommendation, aSquad, NOON } from '../../test/samples.ts'
import { aSetting } from '../../test/setting.samples.ts'
import type { TimerOrder } from '../kernel/timer-rows.ts'
import type { Book, Case, Setting } from './case-book.engine.ts'
import { type CaseCommand, decide } from './dispatch.engine.ts'
import { emptySlots, triedSquads } from './slots.engine.ts'

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

/** The command that an attempt comes to, on the newest row of its kind; nothing if there is none. */
function commandOf(held: Case, tried: Attempt & { late: boolean }, due: TimerOrder | undefined): CaseCommand | null {
  const reason = 'because'
  if (due) {
    const rankings = new Map(emptySlots(held).map(({ id }) => [id, ranking(held)]))
    return { on: 'timer', timer: due, late: tried.late, rankings }
  }
  const [task, offer, alarm] = [held.tasks.at(-1), held.offers.at(-1), held.alarms.at(-1)]
  const { version } = held.incident
  if (tried.on === 'incident') return { on: 'incident', command: { move: tried.move, version, reason } }
  if (tried.on === 'task' && task)
    return { on: 'task', id: task.id, command: { move: tried.move, version: task.version, reason, result: 'done' } }
  if (tried.on === 'offer' && offer)
    return { on: 'offer', id: offer.id, command: { move: tried.move, version: offer.version, reason } }
  if (tried.on === 'alarm' && alarm)
    return { on: 'alarm', id: alarm.id, command: { move: tried.move, version: alarm.version, reason } }
  if (tried.on !== 'choice') return null
  const squads = [aSquad(tried.squad)]
  const command = { squadIds: squads.map(({ id }) => id), version }
  return { on: 'choice', squads, command, recommendation: ranking(held) }
}

/** Takes one step of the world; a refusal leaves it as it was. */
function step(world: World, tried: Attempt & { role: string; waitS: number; late: boolean }): World {
  const now = world.now + tried.waitS * 1000
  const due = tried.on === 'timer' ? world.timers.find(({ dueAt }) => Date.parse(dueAt) <= now) : undefined
  const role = due ? 'clock' : tried.role
  const setting = { ...world.setting, now: toMoment(now), by: { ...world.setting.by, role } }
  const command = commandOf(world.held, tried, due)
  if (!command) return { ...world, now }
  try {
    const book = decide(structuredClone(world.held), command, setting)
    expectToldWhole(world.held, book)
    const { setting: _, facts: __, timers, ...held } = book
    return { held, timers: [...world.timers.filter((timer) => timer !== due), ...timers], now, setting: world.setting }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...world, now }
  }
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
