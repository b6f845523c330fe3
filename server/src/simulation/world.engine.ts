import type { Incident } from '@lianqin/shared/incident'
import type { Doer } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import type { Case, Setting } from '../dispatch/case-book.engine.ts'
import { decide } from '../dispatch/dispatch.engine.ts'
import { rank } from '../dispatch/dispatch.rank.ts'
import { createRandom, type Random } from '../drill/random.engine.ts'
import { filedTimers, fileLimit, filing } from '../incident/filing.engine.ts'
import type { Fact } from '../kernel/event-log.ts'
import type { TimerOrder } from '../kernel/timer-rows.ts'
import { type Agenda, openAgenda } from './agenda.engine.ts'
import { type Clerk, openClerk } from './clerk.engine.ts'
import { runCards, squads } from './district.engine.ts'
import { CALENDARS, type Mood, moodOf, settingsOf } from './mood.engine.ts'

/** The rules that are played: production's own, or with one of them planted wrong to see whether it is found. */
export interface Rules {
  decide: typeof decide
  filing: typeof filing
  filedTimers: typeof filedTimers
  fileLimit: typeof fileLimit
  rank: typeof rank
  /** Whether a timer that rings takes effect, as the query in `kernel/timers.ts` asks it. */
  mayFire: (timer: Pick<TimerRow, 'firedAt' | 'due'>, now: number) => boolean
  /** Whether a command under this key had its answer before, as `kernel/write.ts` asks it. */
  isKnown: (answered: ReadonlySet<string>, key: string) => boolean
}

export const productionRules: Rules = {
  decide,
  filing,
  filedTimers,
  fileLimit,
  rank,
  mayFire: ({ firedAt, due }, now) => firedAt === null && due <= now,
  isKnown: (answered, key) => answered.has(key),
}

export interface TimerRow {
  id: string
  order: TimerOrder
  incidentId: Incident['id']
  due: number
  firedAt: number | null
}

/** What outlives a server: the rows, the timers, and which commands were answered. */
export interface Store {
  cases: Map<Incident['id'], Case>
  squads: Map<Squad['id'], Squad>
  timers: Map<TimerRow['id'], TimerRow>
  /** Timers that have not fired, by their case. */
  pending: Map<Incident['id'], TimerRow[]>
  answered: Set<string>
  /** Cases in which a squad has a task, is asked about one or owes an answer; what an index of the database would find. */
  engaged: Map<Squad['id'], Set<Incident['id']>>
  /** How many tasks each squad is bound by or asked about; none, and it is not named. */
  load: Map<Squad['id'], number>
  /** Of these, tasks of urgent and major cases. */
  pressed: Map<Squad['id'], number>
  /** Cases that are open, or have an alarm or a supervision order that stands. */
  standing: Set<Incident['id']>
  counts: Map<string, number>
}

/** A broken promise: which one, how, and about what. */
export interface Broken {
  invariant: string
  what: string
  ids: string[]
}

/** One line of what happened: who did what, and what came of it. */
export interface Step {
  at: number
  by: Doer
  what: unknown
  outcome: string
  facts: readonly Fact[]
}

export interface World {
  seed: number
  rules: Rules
  mood: Mood
  random: Random
  agenda: Agenda
  district: Setting['district']
  /** The database's clock, in milliseconds: the only one by which anything is judged. */
  now: number
  /** No reports, no faults and no mischief any more: what is open is brought to its end. */
  quiet: boolean
  store: Store
  /** Until when the server is away, and how often its memory was lost. */
  server: { backAt: number; lives: number }
  /** What the promises keep for themselves, apart from the rows. */
  clerk: Clerk
  steps: Step[]
  broken: Broken | null
  /** A phone hears that something of its squad has changed. */
  wake: (squadId: Squad['id']) => void
}

const emptyStore = (): Store => ({
  cases: new Map(),
  squads: new Map(
    squads.map((facts) => [facts.id, { ...facts, state: 'off-duty', crew: null, licensed: null, version: 1 }]),
  ),
  timers: new Map(),
  pending: new Map(),
  answered: new Set(),
  engaged: new Map(squads.map(({ id }) => [id, new Set()])),
  load: new Map(),
  pressed: new Map(),
  standing: new Set(),
  counts: new Map(),
})

/** An empty district at six in the morning of the seed's day. */
export function openWorld(seed: number, rules: Rules): World {
  const random = createRandom(`simulation ${seed}`)
  const mood = moodOf(random.branch('mood'))
  const chosen = random.branch('district')
  return {
    seed,
    rules,
    mood,
    random,
    agenda: openAgenda(),
    district: { calendar: chosen.pick(CALENDARS), settings: settingsOf(chosen), runCards: [...runCards] },
    now: mood.startsAt,
    quiet: false,
    store: emptyStore(),
    server: { backAt: 0, lives: 1 },
    clerk: openClerk(),
    steps: [],
    broken: null,
    wake: () => {},
  }
}

/** Enters something for so long from now on, on the next whole tick. */
export function soon(world: World, ms: number, happen: () => void): void {
  const { tickMs } = world.mood
  world.agenda.enter(Math.ceil((world.now + Math.max(0, ms)) / tickMs) * tickMs, happen)
}

/** The first broken promise counts; what comes after it may only be its consequence. */
export function breakPromise(world: World, invariant: string, what: string, ...ids: string[]): void {
  world.broken ??= { invariant, what, ids }
}

export function freshId<K extends string>({ store }: World, kind: K): `${K}-${string}` {
  const count = (store.counts.get(kind) ?? 0) + 1
  store.counts.set(kind, count)
  return `${kind}-${count}`
}
