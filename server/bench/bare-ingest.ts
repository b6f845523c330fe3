import { createServer } from 'node:http'
import { createServer as createLine } from 'node:net'
import fastify from 'fastify'

// The baselines of taking positions in: what reads a request or a frame, finds the place in it and answers, and nothing else.

const port = Number(process.env.PORT)
/** So that nothing is optimised away. */
const sum = { lon: 0, lat: 0 }

function add(lon: number, lat: number): void {
  sum.lon += lon
  sum.lat += lat
}

function bareHttp(): void {
  createServer((request, response) => {
    const said = new URLSearchParams(request.url?.split('?')[1])
    add(Number(said.get('lon')), Number(said.get('lat')))
    response.end()
  }).listen(port, '127.0.0.1')
}

function bareFastify(): void {
  const app = fastify()
  app.get<{ Querystring: Record<string, string> }>('/osmand/:secret', (request, reply) => {
    add(Number(request.query.lon), Number(request.query.lat))
    return reply.send()
  })
  void app.listen({ port, host: '127.0.0.1' })
}

function bareBulk(): void {
  const app = fastify()
  app.post<{ Body: { fixes: { lon: number; lat: number }[] } }>('/api/v1/positions/bulk', (request, reply) => {
    for (const { lon, lat } of request.body.fixes) add(lon, lat)
    return reply.code(202).send({ taken: request.body.fixes.length, refused: [] })
  })
  void app.listen({ port, host: '127.0.0.1' })
}

const FLAG = 0x7e
const ESCAPE = 0x7d
const HEAD = 12
/** Cuts frames at their flags, undoes escapes, checks, reads the place of 0x0200, and answers 0x8001 with the same header. */
function bareLine(): void {
  createLine({ noDelay: true }, (socket) => {
    const held = { rest: Buffer.alloc(0) }
    socket.on('error', () => {})
    socket.on('data', (piece: Buffer) => {
      const bytes = held.rest.length > 0 ? Buffer.concat([held.rest, piece]) : piece
      const answers: Buffer[] = []
      let from = bytes.indexOf(FLAG)
      for (let to = bytes.indexOf(FLAG, from + 1); to > 0; to = bytes.indexOf(FLAG, from + 1)) {
        if (to - from > HEAD) {
          answers.push(answerTo(plainOf(bytes.subarray(from + 1, to))))
          from = to + 1
        } else from = to
      }
      held.rest = Buffer.from(bytes.subarray(Math.max(0, from)))
      if (answers.length > 0) socket.write(Buffer.concat(answers))
    })
  }).listen(port, '127.0.0.1')
}

function plainOf(frame: Buffer): Buffer {
  if (!frame.includes(ESCAPE)) return frame
  const plain = Buffer.alloc(frame.length)
  let length = 0
  for (let at = 0; at < frame.length; at++) {
    const byte = frame[at] ?? 0
    plain[length++] = byte === ESCAPE ? (frame[++at] === 1 ? ESCAPE : FLAG) : byte
  }
  return plain.subarray(0, length)
}

function answerTo(frame: Buffer): Buffer {
  let check = 0
  for (const byte of frame) check ^= byte
  if (check === 0 && frame.readUInt16BE(0) === 0x0200) {
    add(frame.readUInt32BE(HEAD + 12) / 1e6, frame.readUInt32BE(HEAD + 8) / 1e6)
  }
  const body = Buffer.from([frame[10] ?? 0, frame[11] ?? 0, frame[0] ?? 0, frame[1] ?? 0, 0])
  const plain = Buffer.concat([Buffer.from([0x80, 0x01, 0, 5]), frame.subarray(4, 12), body, Buffer.alloc(1)])
  for (let at = 0; at < plain.length - 1; at++)
    plain[plain.length - 1] = (plain[plain.length - 1] ?? 0) ^ (plain[at] ?? 0)
  const wire = [FLAG]
  for (const byte of plain) {
    if (byte === FLAG || byte === ESCAPE) wire.push(ESCAPE, byte === FLAG ? 2 : 1)
    else wire.push(byte)
  }
  return Buffer.from([...wire, FLAG])
}

const kinds: Record<string, () => void> = { http: bareHttp, fastify: bareFastify, bulk: bareBulk, line: bareLine }
kinds[process.argv[2] ?? '']?.()
