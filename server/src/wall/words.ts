import type { WallSocket } from './screen.ts'

/** What a screen may say; everything else is counted and answered by nobody. */
const KNOWN = ['hello', 'view']
const WORDS_PER_S = 20
const UNKNOWN_PER_MINUTE = 10

/** Cuts whoever floods, or keeps saying what nobody understands, before anything of it is looked at. */
export function limitWords(socket: WallSocket, clock: () => number): void {
  socket.use(([word], next) => {
    const { data } = socket
    const second = Math.floor(clock() / 1000)
    if (data.words.second !== second) data.words = { second, count: 0 }
    if (!KNOWN.includes(word)) data.unknown++
    if (++data.words.count > WORDS_PER_S || data.unknown > UNKNOWN_PER_MINUTE) return void socket.disconnect(true)
    if (KNOWN.includes(word)) next()
  })
}
