import { BEAT_MS } from '@lianqin/shared/wall'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Bus } from '../kernel/bus.ts'
import type { Db } from '../kernel/db.ts'
import { lastSeq } from '../kernel/event-log.ts'
import { hashOf, personOf } from '../kernel/sessions.ts'
import { backlogOf, retire, screensOf, type Wall, type WallSocket } from './screen.ts'

const RECHECK_MS = 60_000
/** A screen that lets this many messages pile up is cut, and comes back with what it missed. */
const BACKLOG = 500

interface Needs {
  db: Db
  bus: Bus
  districtId: string
  inTurn: (work: () => void) => Promise<void>
  /** Has everything told that the log holds now. */
  drain: () => Promise<void>
  failed: (what: string, error: unknown) => void
  clock: () => number
}

/** What is done for screens by the clock: a sign of life, cutting the ones that hang, and looking whether they may stay. */
export function keepUp(
  wall: Wall,
  { db, bus, districtId, inTurn, drain, failed, clock }: Needs,
): { close: () => void } {
  /** Names where the log itself ends: a screen that was not told so far hears of it here, whatever went wrong before. */
  async function beat() {
    const seq = await lastSeq(db, districtId)
    await drain()
    await inTurn(() => {
      const at = toMoment(clock())
      for (const socket of screensOf(wall)) {
        if (backlogOf(socket).packets > BACKLOG) socket.disconnect(true)
        else if (socket.data.to !== null) socket.emit('beat', { seq: Math.max(seq, socket.data.to), at })
      }
    })
  }
  async function recheck(socket: WallSocket) {
    Object.assign(socket.data, { hellos: 0, unknown: 0 })
    if (!(await personOf(db, socket.data.token))) retire(socket)
  }
  const beats = setInterval(() => void beat().catch((error) => failed('beat', error)), BEAT_MS)
  const rechecks = setInterval(() => {
    for (const socket of screensOf(wall)) recheck(socket).catch((error) => failed('recheck', error))
  }, RECHECK_MS)
  bus.hear('retire', ({ personId, token }) => {
    for (const socket of screensOf(wall)) {
      const { data } = socket
      if (data.person.id === personId && (token === null || token === hashOf(data.token))) retire(socket)
    }
  })
  return {
    close() {
      clearInterval(beats)
      clearInterval(rechecks)
    },
  }
}
