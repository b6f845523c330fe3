import type { Server as HttpServer } from 'node:http'
import { rightsKey } from '@lianqin/shared/rights'
import { type Heard, Hello, View, type Welcome } from '@lianqin/shared/wall'
import { Problem } from '@lianqin/shared/wire/problem'
import { Check } from 'typebox/value'
import type { Bus } from '../kernel/bus.ts'
import type { Db } from '../kernel/db.ts'
import { lastSeq } from '../kernel/event-log.ts'
import { asProblem, wireOf } from '../kernel/faults.ts'
import { openLogReader } from '../kernel/log-reader.ts'
import type { Metrics } from '../kernel/metrics.ts'
import type { SessionCache } from '../kernel/session-cache.ts'
import { newReader } from '../unit/pace.engine.ts'
import { openEntrance } from './entrance.ts'
import { positionTicks } from './position-ticks.ts'
import type { WallSocket } from './screen.ts'
import { tell } from './telling.ts'
import { keepUp } from './upkeep.ts'
import { createWelcome } from './welcome.ts'
import { limitWords } from './words.ts'

const HELLOS_PER_MINUTE = 60

interface Needs {
  http: HttpServer
  db: Db
  sessions: SessionCache
  bus: Bus
  districtId: string
  publicUrl: string | null
  metrics: Metrics
  positions: Parameters<typeof positionTicks>[1]
  failed: (what: string, error: unknown) => void
  clock: () => number
}

/** /wall: a snapshot or the missed events first, then every stretch of the log, for desk, wall and phone alike. */
export async function openWall(needs: Needs) {
  const { db, bus, districtId, metrics, failed, clock } = needs
  const { io, wall } = openEntrance(needs)
  const welcome = createWelcome({ db, districtId, clock })
  const ticks = positionTicks(wall, needs.positions)
  const turn = { last: Promise.resolve() }
  /** Welcomes and broadcasts follow each other: a live event can never overtake the snapshot that lacks it. */
  function inTurn(work: () => Promise<void> | void): Promise<void> {
    const done = turn.last.then(work)
    turn.last = done.catch(() => {})
    return done
  }
  const reader = openLogReader({
    db,
    districtId,
    bus,
    failed,
    since: await lastSeq(db, districtId),
    heard: (stretch) =>
      inTurn(() => {
        tell(wall, stretch, clock())
        metrics.seq.set(stretch.to)
      }),
  })
  const upkeep = keepUp(wall, { ...needs, inTurn, drain: reader.drain })

  async function answerTo(socket: WallSocket, hello: Hello): Promise<Welcome> {
    const room = rightsKey(socket.data.person.scope)
    await socket.leave(room)
    const { seq, logId } = await welcome(socket, hello.since)
    socket.data.to = seq
    await socket.join(room)
    ticks.greet(socket)
    return { ok: true, seq, logId }
  }
  /** The part of the map it shows. It is told of who is there at the next tick. */
  function look(socket: WallSocket, view: unknown): Heard {
    if (!Check(View, view)) {
      const what = 'view takes {bounds: [west, south, east, north] or null}'
      return refusalOf(socket, new Problem('request.invalid', { where: 'view', what }))
    }
    Object.assign(socket.data, { bounds: view.bounds, reader: newReader })
    return { ok: true }
  }
  function refusalOf(socket: WallSocket, error: unknown): Heard & { ok: false } {
    const problem = asProblem(error)
    if (!problem) failed('welcome', error)
    return { ok: false, problem: wireOf(problem ?? new Problem('server.failed'), socket.id) }
  }
  wall.on('connection', (socket) => {
    metrics.screens.set(wall.sockets.size)
    limitWords(socket, clock)
    socket.on('error', (error) => failed('socket', error))
    socket.on('disconnect', () => metrics.screens.set(wall.sockets.size))
    socket.on('hello', (hello, answer) => {
      const isFlood = ++socket.data.hellos > HELLOS_PER_MINUTE
      if (isFlood || typeof answer !== 'function') return void socket.disconnect(true)
      if (!Check(Hello, hello)) {
        const what = 'hello takes {since: integer or null}'
        return answer(refusalOf(socket, new Problem('request.invalid', { where: 'hello', what })))
      }
      inTurn(() => answerTo(socket, hello).then(answer, (error) => answer(refusalOf(socket, error))))
    })
    socket.on('view', (view, answer) => {
      const heard = look(socket, view)
      if (typeof answer === 'function') answer(heard)
    })
  })

  return {
    async close() {
      upkeep.close()
      ticks.close()
      await reader.close()
      await turn.last
      await io.close()
    },
  }
}
