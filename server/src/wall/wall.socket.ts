import type { Server as HttpServer } from 'node:http'
import type { Person } from '@lianqin/shared/person'
import { mayRead, rightsKey } from '@lianqin/shared/rights'
import { BEAT_MS, Hello, type WallToClient, type WallToServer } from '@lianqin/shared/wall'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { Server, type Socket } from 'socket.io'
import { Check } from 'typebox/value'
import type { Bus } from '../kernel/bus.ts'
import type { Db } from '../kernel/db.ts'
import { withoutAudience } from '../kernel/event-log.ts'
import { asProblem, wireOf } from '../kernel/faults.ts'
import type { LogReader, Stretch } from '../kernel/log-reader.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { personOf } from '../kernel/sessions.ts'
import { createDoor } from './handshake.ts'
import { positionTicks } from './position-ticks.ts'
import { createWelcome } from './welcome.ts'

/** What the server remembers of a screen: whose it is, and how far it has been told the log. */
export interface Screen {
  person: Person
  token: string
  /** Null until welcomed. */
  to: number | null
  hellos: number
}
export type WallSocket = Socket<WallToServer, WallToClient, Record<string, never>, Screen>
export type WallServer = Server<WallToServer, WallToClient, Record<string, never>, Screen>

const RECHECK_MS = 60_000
/** A screen that lets this many messages pile up is cut, and comes back with what it missed. */
const BACKLOG = 500
const HELLOS_PER_MINUTE = 60

interface Needs {
  http: HttpServer
  db: Db
  bus: Bus
  districtId: string
  publicUrl: string | null
  metrics: Metrics
  positions: Parameters<typeof positionTicks>[1]
  failed: (what: string, error: unknown) => void
  clock: () => number
}

/** /wall: a snapshot or the missed events first, then every stretch of the log, for desk, wall and phone alike. */
export function openWall(needs: Needs) {
  const { http, db, bus, districtId, publicUrl, metrics, failed, clock } = needs
  const admitted = new WeakMap<object, { person: Person; token: string }>()
  const io: WallServer = new Server(http, {
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64 * 1024,
    pingInterval: 10_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => {
      door(request).then(
        (admission) => {
          if ('refused' in admission) return decide(admission.refused, false)
          admitted.set(request, admission)
          decide(null, true)
        },
        (error) => {
          failed('handshake', error)
          decide('busy', false)
        },
      )
    },
  })
  const wall = io.of('/wall')
  const screens = () => [...wall.sockets.values()]
  const door = createDoor({
    db,
    publicUrl,
    clock,
    screensOf: (id) => screens().filter(({ data }) => data.person.id === id).length,
  })
  const turn = { last: Promise.resolve(), reader: null as LogReader | null }
  /** Welcomes and broadcasts follow each other: a live event can never overtake the snapshot that lacks it. */
  const inTurn = (work: () => Promise<void> | void) => {
    turn.last = turn.last.then(work).catch((error) => failed('wall', error))
    return turn.last
  }
  const welcome = createWelcome({ db, districtId, clock })

  // Nobody talks to the root namespace.
  io.of('/').use((_, next) => next(new Error('use /wall')))
  wall.use((socket, next) => {
    const admission = admitted.get(socket.request)
    if (!admission) return next(new Error('session'))
    Object.assign(socket.data, admission, { to: null, hellos: 0 })
    next()
  })
  wall.on('connection', (socket) => {
    metrics.screens.set(wall.sockets.size)
    socket.on('error', (error) => failed('socket', error))
    socket.on('disconnect', () => metrics.screens.set(wall.sockets.size))
    socket.on('hello', (hello, answer) => {
      if (typeof answer !== 'function') return void socket.disconnect(true)
      if (++socket.data.hellos > HELLOS_PER_MINUTE) return void socket.disconnect(true)
      if (!Check(Hello, hello)) {
        const problem = new Problem('request.invalid', { where: 'hello', what: 'hello takes {since: integer or null}' })
        return answer({ ok: false, problem: wireOf(problem, socket.id) })
      }
      inTurn(async () => {
        try {
          await socket.leave(rightsKey(socket.data.person.scope))
          const seq = await welcome(socket, hello.since)
          socket.data.to = seq
          await socket.join(rightsKey(socket.data.person.scope))
          ticks.greet(socket)
          answer({ ok: true, seq })
        } catch (error) {
          if (!asProblem(error)) failed('welcome', error)
          answer({ ok: false, problem: wireOf(asProblem(error) ?? new Problem('server.failed'), socket.id) })
        }
      })
    })
  })

  /** One encoding per set of rights: a screen that is exactly as far as the others gets the same bytes. */
  function tell({ from, to, events }: Stretch) {
    const at = toMoment(clock())
    metrics.seq.set(to)
    const groups = Map.groupBy(
      screens().filter(({ data }) => data.to !== null && data.to < to),
      ({ data }) => `${rightsKey(data.person.scope)} ${Math.max(from, data.to ?? 0)}`,
    )
    for (const group of groups.values()) {
      const [first] = group
      if (!first) continue
      const since = Math.max(from, first.data.to ?? 0)
      const visible = events.filter(({ seq, audience }) => seq > since && mayRead(first.data.person.scope, audience))
      const batch = { from: since, to, at, events: visible.map(withoutAudience) }
      wall.to(group.map(({ id }) => id)).emit('events', batch)
      for (const { data } of group) data.to = to
    }
  }

  const ticks = positionTicks(wall, needs.positions)
  const beat = setInterval(() => {
    inTurn(() => {
      const at = toMoment(clock())
      for (const socket of screens()) {
        if (backlogOf(socket) > BACKLOG) socket.disconnect(true)
        else if (socket.data.to !== null) socket.emit('beat', { seq: socket.data.to, at })
      }
    })
  }, BEAT_MS)
  const recheck = setInterval(() => {
    for (const socket of screens()) {
      socket.data.hellos = 0
      personOf(db, socket.data.token).then(
        (now) => now ?? retire(socket),
        (error) => failed('recheck', error),
      )
    }
  }, RECHECK_MS)
  bus.hear('retire', ({ personId }) => {
    for (const socket of screens()) if (socket.data.person.id === personId) retire(socket)
  })

  return {
    tell: (stretch: Stretch) => inTurn(() => tell(stretch)),
    async close() {
      clearInterval(beat)
      clearInterval(recheck)
      ticks.close()
      await turn.last
      await io.close()
    },
  }
}

function retire(socket: WallSocket) {
  socket.emit('retire')
  socket.disconnect(true)
}

/** Messages that the connection has taken but not sent. */
const backlogOf = (socket: WallSocket) =>
  (socket.conn as unknown as { writeBuffer?: unknown[] }).writeBuffer?.length ?? 0
