import type { LoggedEvent } from '@lianqin/shared/events'
import { isLiveOffer } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import { RESYNC_JITTER_MS, type Snapshot, type Welcome } from '@lianqin/shared/wall'
import type { Screen } from './kit.ts'

/** The console's own reading of the protocol; its pure rules are the only part of the console that the server's tests know. */
interface Engine {
  unread: Reading
  hear: (reading: Reading, heard: object) => [Reading, 'nothing' | 'apply' | 'ask' | 'ask-later']
}
interface Reading {
  seq: number | null
  turn: 'cut' | 'asked' | 'waiting' | 'settled'
}
const rules = new URL('../../console/src/feed.engine.ts', import.meta.url).pathname
const { hear, unread } = (await import(rules)) as Engine

/** As in the console: how long the answer to a hello may take before it counts as lost. */
const ANSWER_WITHIN_MS = 4_000
const KINDS = ['incident', 'task', 'offer', 'alarm', 'squad'] as const
type Row = { id: string; version: number }
type Rows = Record<(typeof KINDS)[number], Map<string, Row>>

export interface Follower {
  reading: () => Reading
  rows: Rows
  events: LoggedEvent[]
  /** Which message was lost and when; and when all that it said was known after all. */
  loss: { what: string; at: number; needs: number; healedAt: number | null } | null
}

/** Which message is lost: the nth word of the protocol, in either direction; or the nth sign of life, which comes by the clock. */
export interface Losing {
  of: 'words' | 'beats'
  nth: number
}

/** A screen as the console has one, from which one message is taken away. */
export function follow(screen: Screen, losing: Losing | null = null): Follower {
  const rows: Rows = { incident: new Map(), task: new Map(), offer: new Map(), alarm: new Map(), squad: new Map() }
  const state = { reading: unread, count: 0 }
  const follower: Follower = { reading: () => state.reading, rows, events: [], loss: null }

  function isLost(what: string, needs: number): boolean {
    // However many signs of life come between on a slow machine, it is the same word that is lost.
    if (losing?.of !== (what === 'beat' ? 'beats' : 'words') || ++state.count !== losing.nth) return false
    follower.loss = { what, at: performance.now(), needs, healedAt: null }
    return true
  }
  function take(heard: object) {
    const [next, consequence] = hear(state.reading, heard)
    state.reading = next
    if (consequence === 'ask') ask()
    if (consequence === 'ask-later') setTimeout(() => take({ kind: 'waited' }), Math.random() * RESYNC_JITTER_MS)
    const { loss } = follower
    const isRight = next.turn === 'settled' && (next.seq ?? -1) >= (loss?.needs ?? 0)
    if (loss && loss.healedAt === null && isRight) loss.healedAt = performance.now()
    return consequence
  }
  function ask() {
    if (isLost('hello', 0)) return void setTimeout(() => take({ kind: 'unanswered' }), ANSWER_WITHIN_MS)
    screen
      .timeout(ANSWER_WITHIN_MS)
      .emit('hello', { since: state.reading.seq }, (lost: Error | null, said: Welcome) => {
        const silent = lost !== null || !said.ok || isLost('welcome', said.seq)
        take(silent ? { kind: 'unanswered' } : { kind: 'welcomed', seq: said.ok && said.seq })
      })
  }
  const put = (kind: keyof Rows, row: Row) => {
    if ((rows[kind].get(row.id)?.version ?? 0) < row.version) rows[kind].set(row.id, row)
  }
  screen.on('connect', () => take({ kind: 'connected' }))
  screen.on('snapshot', (snapshot) => {
    if (isLost('snapshot', snapshot.seq) || take({ kind: 'snapshot', seq: snapshot.seq }) !== 'apply') return
    for (const kind of KINDS) rows[kind].clear()
    for (const kind of KINDS) for (const row of snapshot[`${kind}s`]) put(kind, row)
  })
  screen.on('events', ({ from, to, events }) => {
    if (isLost('events', to)) return
    const after = state.reading.seq ?? 0
    if (take({ kind: 'batch', from, to }) !== 'apply') return
    for (const event of events.filter(({ seq }) => seq > after)) {
      follower.events.push(event)
      for (const kind of KINDS)
        if (kind in event.body) put(kind, (event.body as unknown as Record<string, Row>)[kind] as Row)
    }
  })
  screen.on('beat', ({ seq }) => void (isLost('beat', seq) || take({ kind: 'beat', seq })))
  return follower
}

type Held = Pick<Snapshot, 'incidents' | 'tasks' | 'offers' | 'alarms' | 'squads'>
const sorted = <R extends { id: string }>(rows: Iterable<R>) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))

/** What stands on a screen: as its reader's rights have it, and without what is over. */
export function standing(held: Held, scope: Scope): Held {
  const own = scope.kind === 'squad' ? scope.squadId : null
  const offers = held.offers.filter(({ state }) => isLiveOffer(state))
  const tasks = held.tasks.filter(({ squadId }) => own === null || squadId === own)
  const mine = new Set([...offers, ...tasks].map(({ incidentId }) => incidentId))
  return {
    incidents: sorted(held.incidents.filter(({ id }) => own === null || mine.has(id))),
    tasks: sorted(tasks),
    offers: sorted(offers),
    alarms: sorted(held.alarms.filter(({ state }) => state !== 'cleared')),
    squads: sorted(held.squads),
  }
}

/** The follower's rows in the shape of a snapshot. */
export const held = ({ rows }: Follower): Held =>
  Object.fromEntries(KINDS.map((kind) => [`${kind}s`, [...rows[kind].values()]])) as unknown as Held
