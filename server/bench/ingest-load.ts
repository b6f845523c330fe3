import { connect, type Socket } from 'node:net'

/** A connection that says one thing after the other and counts what it is answered. */
export interface Caller {
  socket: Socket
  /** Says these, at most `ahead` unanswered, and returns when all are answered. */
  say: (words: readonly (string | Uint8Array)[], ahead: number) => Promise<void>
}

/** `answersIn` counts the answers in a piece of the stream. */
export function openCaller(port: number, answersIn: (piece: Buffer) => number): Promise<Caller> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const state = { answered: 0, told: () => {} }
  socket.on('data', (piece: Buffer) => {
    state.answered += answersIn(piece)
    state.told()
  })
  socket.on('error', () => {})
  function say(words: readonly (string | Uint8Array)[], ahead: number): Promise<void> {
    state.answered = 0
    let sent = 0
    return new Promise((resolve, reject) => {
      socket.once('close', () => reject(new Error('the line was closed')))
      state.told = () => {
        while (sent < words.length && sent - state.answered < ahead) socket.write(words[sent++] ?? '')
        if (state.answered >= words.length) resolve()
      }
      state.told()
    })
  }
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve({ socket, say }))
    socket.once('error', reject)
  })
}

const STATUS = Buffer.from('HTTP/1.1 ')
const GOOD = ['200', '202']
/** One head for each answer. Any but a good one ends the measurement, for it would measure refusals. */
export function headsIn(piece: Buffer): number {
  let count = 0
  for (let at = piece.indexOf(STATUS); at >= 0; at = piece.indexOf(STATUS, at + 1)) {
    if (!GOOD.includes(piece.toString('latin1', at + STATUS.length, at + STATUS.length + 3)))
      throw new Error(piece.toString())
    count++
  }
  return count
}

/** Every answer stands between two flags. */
export function flagsIn(piece: Buffer): number {
  let count = 0
  for (const byte of piece) if (byte === 0x7e) count++
  return count / 2
}
