import type { Person } from '@lianqin/shared/person'
import type { WallToClient, WallToServer } from '@lianqin/shared/wall'
import type { Namespace, Server, Socket } from 'socket.io'

/** What the server remembers of a screen: whose it is, and how far it has been told the log. */
export interface Screen {
  person: Person
  token: string
  /** Null until welcomed. */
  to: number | null
  /** Since the last look at its session. */
  hellos: number
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
