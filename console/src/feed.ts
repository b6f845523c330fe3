import type { LoggedEvent } from '@lianqin/shared/events'
import {
  RESYNC_JITTER_MS,
  type Snapshot,
  type WallToClient,
  type WallToServer,
  type Welcome,
} from '@lianqin/shared/wall'
import { bareDecoder } from '@lianqin/shared/wall-parser'
import type { Moment } from '@lianqin/shared/wire/moment'
import { defineStore } from 'pinia'
import { io, type Socket } from 'socket.io-client'
import { Decoder, Encoder } from 'socket.io-parser'
import { computed, readonly, ref, shallowRef } from 'vue'
import { useAlarms } from './alarm/alarm.store.ts'
import { useApprovals } from './approval/approval.store.ts'
import { useDuty } from './duty/duty.store.ts'
import { type Consequence, type Heard, hear, newestOf, phaseOf, unread } from './feed.engine.ts'
import { useIncidents } from './incident/incident.store.ts'
import { learnClock, now, serverNow } from './kernel/time.ts'
import { useMatters } from './matter/matter.store.ts'
import { useOffers } from './offer/offer.store.ts'
import { useOutcome } from './outcome/outcome.store.ts'
import { useSession } from './person/session.store.ts'
import { useFences } from './presence/fences.store.ts'
import { usePresence } from './presence/presence.store.ts'
import { useSquads } from './squad/squad.store.ts'
import { useSupervisions } from './supervision/supervision.store.ts'
import { useTasks } from './task/task.store.ts'
import { useTrackRequests } from './track/request.store.ts'
import { useUnits } from './unit/unit.store.ts'

/** Frames of positions come bare; see `wall-parser.ts`. */
const parser = { Encoder, Decoder: bareDecoder(Decoder) }

type WallSocket = Socket<WallToClient, WallToServer>

/** How long the answer to a hello may take before it counts as lost. */
const ANSWER_WITHIN_MS = 4_000
/** Reconnecting: from one second to fifteen, give or take half, so that a hundred screens do not come back at once. */
const RECONNECTION = { reconnectionDelay: 1_000, reconnectionDelayMax: 15_000, randomizationFactor: 0.5 }
/** How many of the newest facts the screens can list. */
const NEWEST_KEPT = 100
/** Imports come by the hundred; they are told in sum and count apart, so that they do not drive out what people did. */
const IMPORTS_KEPT = 2_000
const nothing: Snapshot = {
  seq: 0,
  at: '',
  incidents: [],
  tasks: [],
  offers: [],
  alarms: [],
  squads: [],
  approvals: [],
  supervisions: [],
  recent: [],
}

/** One socket feeds every store. It alone remembers how far this screen has read, and says how current the screen is. */
export const useFeed = defineStore('feed', () => {
  const session = useSession()
  const units = useUnits()
  const incidents = useIncidents()
  const stores = [
    useMatters(),
    useSquads(),
    useTasks(),
    useOffers(),
    useAlarms(),
    useApprovals(),
    useSupervisions(),
    useOutcome(),
    incidents,
    useDuty(),
    usePresence(),
    useTrackRequests(),
    useFences(),
  ]

  const reading = shallowRef(unread)
  const knownLog = shallowRef<string | null>(null)
  const heardAt = ref(performance.now())
  const asOf = ref<Moment | null>(null)
  const latencyMs = ref<number | null>(null)
  /** How often this screen has caught up with the log: what was asked for while it had no line is asked for anew. */
  const caughtUp = ref(0)
  const newest = shallowRef<readonly LoggedEvent[]>([])
  const socket = shallowRef<WallSocket | null>(null)
  const timers = new Set<ReturnType<typeof setTimeout>>()

  const silentMs = computed(() => {
    void now.value
    return performance.now() - heardAt.value
  })
  const phase = computed(() => phaseOf(reading.value, silentMs.value))
  const seq = computed(() => reading.value.seq)

  /** Anything the server says proves the line, teaches its clock, and tells how long it took to get here. */
  function noteLife(at: Moment): void {
    heardAt.value = performance.now()
    asOf.value = at
    learnClock(at)
    latencyMs.value = Math.max(0, serverNow() - Date.parse(at))
  }

  function take(heard: Heard): Consequence {
    const [next, consequence] = hear(reading.value, heard)
    if (next.turn === 'settled' && reading.value.turn !== 'settled') caughtUp.value += 1
    reading.value = next
    if (consequence === 'ask') ask()
    if (consequence === 'ask-later') later(Math.random() * RESYNC_JITTER_MS, () => take({ kind: 'waited' }))
    return consequence
  }

  function ask(): void {
    const line = socket.value
    line
      ?.timeout(ANSWER_WITHIN_MS)
      .emit('hello', { since: reading.value.seq }, (lost: Error | null, welcome: Welcome) => {
        if (line !== socket.value) return
        if (lost || !welcome.ok) take({ kind: 'unanswered' })
        else if (isAnotherLog(welcome.logId)) ask()
        else take({ kind: 'welcomed', seq: welcome.seq })
      })
  }

  /** The data was replaced or restored: numbers read so far mean something else now, and everything is asked for anew. */
  function isAnotherLog(logId: string): boolean {
    const before = knownLog.value
    knownLog.value = logId
    if (before === null || before === logId) return false
    reading.value = { seq: null, turn: 'asked' }
    return true
  }

  function replaceAll(snapshot: Snapshot): void {
    for (const store of stores) store.replaceAll(snapshot)
    newest.value = snapshot.recent
  }

  function apply(events: readonly LoggedEvent[], after: number): void {
    const fresh = events.filter((event) => event.seq > after)
    for (const event of fresh) for (const store of stores) store.apply(event)
    if (fresh.length > 0) newest.value = newestOf([...fresh.toReversed(), ...newest.value], NEWEST_KEPT, IMPORTS_KEPT)
    incidents.prune()
  }

  function later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms)
    timers.add(timer)
  }

  function listen(line: WallSocket): void {
    line.on('connect', () => take({ kind: 'connected' }))
    line.on('snapshot', (snapshot) => {
      noteLife(snapshot.at)
      if (take({ kind: 'snapshot', seq: snapshot.seq }) === 'apply') replaceAll(snapshot)
    })
    line.on('events', (batch) => {
      noteLife(batch.at)
      const after = reading.value.seq ?? 0
      if (take({ kind: 'batch', from: batch.from, to: batch.to }) === 'apply') apply(batch.events, after)
    })
    line.on('beat', (beat) => {
      noteLife(beat.at)
      take({ kind: 'beat', seq: beat.seq })
    })
    line.on('units', (table) => units.learn(table))
    // A browser hands over an ArrayBuffer, whatever the type says.
    line.on('positions', (frame) => units.take(new Uint8Array(frame)))
    line.on('retire', () => {
      close()
      session.clear()
    })
    line.on('disconnect', () => {
      take({ kind: 'disconnected' })
      comeBack(line)
    })
    line.on('connect_error', () => comeBack(line))
  }

  /** What the server itself ended or refused, the socket does not try again: it may be the session, so that is asked first. */
  function comeBack(line: WallSocket): void {
    if (line.active || line !== socket.value) return
    const wait = RECONNECTION.reconnectionDelay * 5 * (0.5 + Math.random())
    later(wait, async () => {
      await session.restore().catch(() => undefined)
      if (line === socket.value && session.person) line.connect()
    })
  }

  /** Starts following the log; does nothing if it already does. */
  function open(): void {
    if (socket.value) return
    const line: WallSocket = io('/wall', { path: '/socket.io', transports: ['websocket'], parser, ...RECONNECTION })
    socket.value = line
    heardAt.value = performance.now()
    listen(line)
  }

  /** Stops, and forgets how far it had read: whoever signs in next may have other rights. */
  function close(): void {
    const line = socket.value
    socket.value = null
    line?.off()
    line?.disconnect()
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
    reading.value = unread
    knownLog.value = null
    replaceAll(nothing)
    units.forget()
  }

  return {
    phase,
    seq,
    silentMs,
    asOf: readonly(asOf),
    latencyMs: readonly(latencyMs),
    newest,
    caughtUp,
    open,
    close,
  }
})
