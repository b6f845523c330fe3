import type { Server as HttpServer } from 'node:http'
import type { Person } from '@lianqin/shared/person'
import { bareEncoder } from '@lianqin/shared/wall-parser'
import { Server } from 'socket.io'
import { Decoder, Encoder } from 'socket.io-parser'
import type { SessionCache } from '../kernel/session-cache.ts'
import { newReader } from '../unit/pace.engine.ts'
import { type Admission, createDoor, isFull } from './handshake.ts'
import { screensOf, type Wall, type WallServer } from './screen.ts'

const unheard = () => ({
  to: null,
  hellos: 0,
  unknown: 0,
  words: { second: 0, count: 0 },
  reader: newReader,
  bounds: null,
  generation: null,
})

interface Needs {
  http: HttpServer
  sessions: SessionCache
  publicUrl: string | null
  failed: (what: string, error: unknown) => void
  clock: () => number
}

/** The socket server with its limits (GUARANTEES 5). Only an admitted handshake becomes a connection, and only on /wall. */
export function openEntrance({ http, sessions, publicUrl, failed, clock }: Needs): { io: WallServer; wall: Wall } {
  const admitted = new WeakMap<object, Exclude<Admission, { refused: string }>>()
  const io: WallServer = new Server(http, {
    serveClient: false,
    parser: { Encoder: bareEncoder(Encoder), Decoder },
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64 * 1024,
    pingInterval: 10_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => {
      const judge = (admission: Admission) => {
        if ('refused' in admission) return decide(admission.refused, false)
        admitted.set(request, admission)
        decide(null, true)
      }
      door(request).then(judge, (error) => {
        failed('handshake', error)
        decide('busy', false)
      })
    },
  })
  const wall = io.of('/wall')
  const count = (id: Person['id']) => screensOf(wall).filter(({ data }) => data.person.id === id).length
  const door = createDoor({
    sessions,
    publicUrl,
    clock,
    screensOf: (id) => count(id),
  })
  // Nobody talks to the root namespace.
  io.of('/').use((_, next) => next(new Error('use /wall')))
  wall.use((socket, next) => {
    const admission = admitted.get(socket.request)
    if (!admission) return next(new Error('session'))
    // Once more: of many handshakes at once, each saw the others not yet connected.
    if (isFull(admission.person, count(admission.person.id))) return next(new Error('too-many'))
    Object.assign(socket.data, admission, unheard())
    next()
  })
  return { io, wall }
}
