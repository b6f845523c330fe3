import type { Person } from '@lianqin/shared/person'
import type { View, WallToClient, WallToServer } from '@lianqin/shared/wall'
import type { Namespace, Server, Socket } from 'socket.io'
import type { Backlog, Reader } from '../unit/pace.engine.ts'

/** What the server remembers of a screen: whose it is, how far it has been told the log, and what of the positions. */
export interface Screen {
  person: Person
  token: string
  /** Null until welcomed. */
  to: number | null
  /** Since the last look at its session. */
  hellos: number
  /** Words it said that nobody knows, since then. */
  unknown: number
  /** Words of any kind within one second. */
  words: { second: number; count: number }
  reader: Reader
  /** The part of the map that it shows; null: all of it. */
  bounds: View['bounds']
  /** Of the table it has been told; null before the first. */
  generation: number | null
}

type Between = Record<string, never>
export type WallServer = Server<WallToServer, WallToClient, Between, Screen>
export type Wall = Namespace<WallToServer, WallToClient, Between, Screen>
export type WallSocket = Socket<WallToServer, WallToClient, Between, Screen>

export const screensOf = (wall: Wall): WallSocket[] => [...wall.sockets.values()]

/** The session is over: the screen is told, and cut. */
export function retire(socket: WallSocket): void {
  socket.emit('retire')
  socket.disconnect(true)
}

/** The parts of a connection that Socket.IO keeps to itself. */
interface Line {
  writeBuffer?: unknown[]
  transport?: { writable?: boolean; socket?: { bufferedAmount?: number; terminate?: () => void } }
}
const lineOf = (socket: WallSocket) => socket.conn as unknown as Line

/** What the connection has taken and not sent. */
export function backlogOf(socket: WallSocket): Backlog {
  const { writeBuffer, transport } = lineOf(socket)
  return {
    inFlight: transport?.writable === false,
    packets: writeBuffer?.length ?? 0,
    bytes: transport?.socket?.bufferedAmount ?? 0,
  }
}

/** Ends a connection that does not drain, with all it holds: a farewell would wait behind the rest for ever. */
export function sever(socket: WallSocket): void {
  const { transport } = lineOf(socket)
  socket.disconnect(true)
  transport?.socket?.terminate?.()
}
