import { BEAT_MS } from '@lianqin/shared/wall'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Bus } from '../kernel/bus.ts'
import type { Db } from '../kernel/db.ts'
import { personOf } from '../kernel/sessions.ts'
import { retire, screensOf, type Wall, type WallSocket } from './screen.ts'

const RECHECK_MS = 60_000
/** A screen that lets this many messages pile up is cut, and comes back with what it missed. */
const BACKLOG = 500

interface Needs {
  db: Db
  bus: Bus
  inTurn: (work: () => void) => void
  failed: (what: string, error: unknown) => void
  clock: () => number
}

/** What is done for screens by the clock: a sign of life, cutting the ones that hang, and looking whether they may stay. */
export function keepUp(wall: Wall, { db, bus, inTurn, failed, clock }: Needs): { close: () => void } {
  function beat() {
    const at = toMoment(clock())
    for (const socket of screensOf(wall)) {
      if (backlogOf(socket) > BACKLOG) socket.disconnect(true)
      else if (socket.data.to !== null) socket.emit('beat', { seq: socket.data.to, at })
    }
  }
  async function recheck(socket: WallSocket) {
    socket.data.hellos = 0
    if (!(await personOf(db, socket.data.token))) retire(socket)
  }
  const beats = setInterval(() => inTurn(beat), BEAT_MS)
  const rechecks = setInterval(() => {
    for (const socket of screensOf(wall)) recheck(socket).catch((error) => failed('recheck', error))
  }, RECHECK_MS)
  bus.hear('retire', ({ personId }) => {
    for (const socket of screensOf(wall)) if (socket.data.person.id === personId) retire(socket)
  })
  return {
    close() {
      clearInterval(beats)
      clearInterval(rechecks)
    },
  }
}

/** Messages that the connection has taken but not sent. */
const backlogOf = (socket: WallSocket) =>
  (socket.conn as unknown as { writeBuffer?: unknown[] }).writeBuffer?.length ?? 0
