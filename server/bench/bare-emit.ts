import { createServer } from 'node:http'
import { Server } from 'socket.io'

// The baseline of the fan-out: Socket.IO with the wall's transport and nothing else. What is posted is sent to everybody.

const http = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const text = Buffer.concat(parts).toString()
    if (text) io.of('/wall').emit('events', JSON.parse(text))
    response.end('{}')
  })
})
const io = new Server(http, { serveClient: false, transports: ['websocket'], perMessageDeflate: false })
io.of('/wall').on('connection', (socket) =>
  socket.on('hello', (_: unknown, answer: (welcome: object) => void) => answer({ ok: true, seq: 0 })),
)
http.listen(Number(process.env.PORT), '127.0.0.1')
