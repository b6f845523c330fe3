import { createServer } from 'node:http'
import type { Fix } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Server } from 'socket.io'
import { viewOf } from '../src/unit/audience.rank.ts'
import { keyframeTick, layFor } from '../src/unit/frame.engine.ts'
import { fixOf } from '../src/unit/newest.ts'
import { crowdOf } from './crowd.ts'
import { openLine, publication } from './fan-mqtt.ts'
import { Ws } from './fan-wire.ts'

// The baselines of delivery, each a server that does nothing else: one Socket.IO event or one message to a broker for each
// position, or the same frames as ours over bare WebSockets. None knows sessions, rights, states, or anything that came in.

const UNITS = Number(process.env.UNITS)
const EVERY_MS = Number(process.env.EVERY_MS)
const PORT = Number(process.env.PORT)
const SLICES = 20
const { newest, order, now } = crowdOf(UNITS)

function openEvents(): void {
  const http = createServer()
  const io = new Server(http, { serveClient: false, transports: ['websocket'], perMessageDeflate: false })
  const wall = io.of('/wall')
  wall.on('connection', (socket) =>
    socket.on('hello', (_: unknown, answer: (welcome: object) => void) => answer({ ok: true })),
  )
  tellEach((fix) => wall.emit('position', fix))
  http.listen(PORT, '127.0.0.1')
}

/** The broker is what is measured: this process only tells it. */
async function openMessages(): Promise<void> {
  const line = await openLine(PORT, 'teller', () => undefined)
  // What the broker does not take is left out, as a phone with a bad line would.
  tellEach((fix) => line.writableNeedDrain || line.write(publication(`positions/${fix.unitId}`, JSON.stringify(fix))))
}

/** Every position once in `EVERY_MS`, spread over it. */
function tellEach(tell: (fix: Fix) => void): void {
  const fixes = newest.unitIds.flatMap((_, index) => fixOf(newest, index) ?? [])
  const state = { slice: 0 }
  setInterval(() => {
    const at = toMoment(Date.now())
    for (let n = state.slice++ % SLICES; n < fixes.length; n += SLICES) {
      const fix = fixes[n]
      if (fix) tell({ ...fix, at })
    }
  }, EVERY_MS / SLICES)
}

function openFrames(): void {
  const server = new Ws.WebSocketServer({ port: PORT, host: '127.0.0.1', perMessageDeflate: false })
  const whole = viewOf(order, { kind: 'district' })
  setInterval(() => {
    const laid = layFor(newest, keyframeTick(newest, now(1)), whole)
    if (laid) for (const line of server.clients) line.send(laid.bytes)
  }, EVERY_MS)
}

if (process.env.KIND === 'events') openEvents()
else if (process.env.KIND === 'messages') await openMessages()
else openFrames()
process.send?.({ url: `http://127.0.0.1:${PORT}`, startedAt: Date.now() })
