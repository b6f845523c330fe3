import { createRequire } from 'node:module'

/** As much of `ws` as the benches use. It comes with Socket.IO and has no types here. */
export interface Line {
  on: (event: 'open' | 'message' | 'close' | 'error', heard: (data: Buffer, isBinary: boolean) => void) => void
  send: (data: string | Uint8Array) => void
  pause: () => void
  terminate: () => void
}
interface Ws {
  new (url: string, options: { headers: Record<string, string> }): Line
  WebSocketServer: new (options: {
    port: number
    host: string
    perMessageDeflate: boolean
  }) => {
    clients: Set<Line>
    on: (event: 'connection', heard: (line: Line) => void) => void
  }
}

const here = createRequire(import.meta.url)
const inSocketIo = createRequire(here.resolve('socket.io'))
/** The very one that Socket.IO stands on. */
export const Ws: Ws = createRequire(inSocketIo.resolve('engine.io'))('ws')
