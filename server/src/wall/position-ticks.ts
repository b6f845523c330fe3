import type { Role, Scope } from '@lianqin/shared/person'
import { rightsKey } from '@lianqin/shared/rights'
import { HEADER_BYTES, UNIT_BYTES } from '@lianqin/shared/unit-frame'
import type { Metrics } from '../kernel/metrics.ts'
import type { View } from '../unit/audience.rank.ts'
import type { Changes } from '../unit/changes.ts'
import { deltaTick, keyframeTick, type Laid, layFor, type Tick } from '../unit/frame.engine.ts'
import { type Newest, touch, watch } from '../unit/newest.ts'
import { newReader, paceFor, type Verdict } from '../unit/pace.engine.ts'
import { sliceFor } from '../unit/slice.engine.ts'
import { agedSince } from '../unit/state.rank.ts'
import { backlogOf, screensOf, sever, type Wall, type WallSocket } from './screen.ts'

/** Whoever dispatches sees every turn; from metres away, and on a phone, a second is soon enough. */
const DESK_TICK_MS = 250
const WALL_TICK_MS = 1_000
const SLOW: readonly Role[] = ['viewer', 'squad-leader']

interface Needs {
  newest: Newest
  viewFor: (scope: Scope) => View
  metrics: Metrics
  clock: () => number
  /** Monotonic milliseconds. */
  uptime: () => number
}

/** Tells each screen the positions that changed since its last tick, newest only: encoded once for each set of rights. */
export function positionTicks(wall: Wall, needs: Needs) {
  const { newest, viewFor, metrics, clock, uptime } = needs
  const desks = { changes: watch(newest), isOwn: (role: Role) => !SLOW.includes(role) }
  const walls = { changes: watch(newest), isOwn: (role: Role) => SLOW.includes(role) }
  const aged = { lookedAt: clock() }

  function tick({ changes, isOwn }: typeof desks): void {
    const drawn = framesOf(newest, changes, clock())
    const alike = new Map<Uint8Array, WallSocket[]>()
    for (const socket of screensOf(wall)) {
      if (socket.data.to === null || !isOwn(socket.data.person.role)) continue
      const bytes = frameFor(socket, drawn)
      const others = bytes && alike.get(bytes)
      if (others) others.push(socket)
      else if (bytes) alike.set(bytes, [socket])
    }
    for (const [bytes, sockets] of alike) {
      // Volatile: a screen that has not drained needs only the next one.
      wall.to(sockets.map(({ id }) => id)).volatile.emit('positions', bytes)
      metrics.told.inc((sockets.length * (bytes.length - HEADER_BYTES)) / UNIT_BYTES)
    }
  }
  /** Null: there is nothing for it at this tick. */
  function frameFor(socket: WallSocket, drawn: ReturnType<typeof framesOf>): Uint8Array | null {
    const { data } = socket
    const { verdict, reader } = paceFor(data.reader, backlogOf(socket), uptime())
    data.reader = reader
    if (verdict === 'skip' || verdict === 'cut') metrics.frames.inc({ verdict })
    if (verdict === 'cut') sever(socket)
    if (verdict === 'skip' || verdict === 'cut') return null
    const view = viewFor(data.person.scope)
    if (data.generation !== view.table.generation) {
      greet(socket)
      return null
    }
    const laid = drawn(verdict, rightsKey(data.person.scope), view)
    const bytes = laid && (data.bounds ? sliceFor(laid, newest.grid.shape, data.bounds) : laid.bytes)
    if (bytes) metrics.frames.inc({ verdict })
    return bytes
  }
  /** Who the units are, and where all of them are: not to be lost, since everything that follows is told by it. */
  function greet(socket: WallSocket): void {
    const { data } = socket
    const view = viewFor(data.person.scope)
    if (data.generation !== view.table.generation) socket.emit('units', view.table)
    data.generation = view.table.generation
    data.reader = { ...newReader, wholeAt: uptime() }
    const laid = layFor(newest, keyframeTick(newest, clock()), view)
    const bytes = laid && (data.bounds ? sliceFor(laid, newest.grid.shape, data.bounds) : laid.bytes)
    if (bytes) socket.emit('positions', bytes)
  }
  /** Who grew old since the last look is told of as if it had moved. */
  function age(): void {
    const now = clock()
    for (const index of agedSince(newest, aged.lookedAt, now)) touch(newest, index)
    aged.lookedAt = now
  }
  const often = setInterval(() => tick(desks), DESK_TICK_MS)
  const seldom = setInterval(() => {
    age()
    tick(walls)
  }, WALL_TICK_MS)
  return {
    greet,
    close() {
      clearInterval(often)
      clearInterval(seldom)
      newest.watchers.delete(desks.changes)
      newest.watchers.delete(walls.changes)
    },
  }
}

/** The messages of one tick, each made when the first screen wants it. */
function framesOf(newest: Newest, changes: Changes, now: number) {
  const changed = changes.drain()
  const make = { delta: () => deltaTick(changed, now), keyframe: () => keyframeTick(newest, now) }
  const ticks: Partial<Record<Verdict, Tick>> = {}
  const laid = new Map<string, Laid | null>()
  return (kind: 'delta' | 'keyframe', rights: string, view: View): Laid | null => {
    const key = `${kind} ${rights}`
    const known = laid.get(key)
    if (known !== undefined) return known
    const tick = ticks[kind] ?? make[kind]()
    ticks[kind] = tick
    const made = layFor(newest, tick, view)
    laid.set(key, made)
    return made
  }
}
