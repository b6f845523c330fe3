import type { Scope } from '@lianqin/shared/person'
import { mayRead, rightsKey, squadAudience } from '@lianqin/shared/rights'
import type { Fix } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { FixBook } from '../unit/fix-book.ts'
import type { Roster } from '../unit/roster.ts'
import type { Wall, WallSocket } from './screen.ts'

const TICK_MS = 1_000
const KEYFRAME_TICKS = 10

interface Needs {
  book: FixBook
  roster: Roster
  clock: () => number
}

/** Sends each set of rights the positions that changed since the last tick, newest only, and all of them every tenth. */
export function positionTicks(wall: Wall, { book, roster, clock }: Needs) {
  const sent = new Map<Fix['unitId'], string>()
  const state = { tick: 0 }

  const seenBy = (scope: Scope, fixes: Fix[]) =>
    fixes.filter(({ unitId }) => {
      const squad = roster.squadOf(unitId)
      return squad !== undefined && squad.state === 'on-duty' && mayRead(scope, squadAudience(squad))
    })

  function tick() {
    const whole = state.tick++ % KEYFRAME_TICKS === 0
    const fixes = [...book.all()].filter(({ unitId, at }) => whole || sent.get(unitId) !== at)
    for (const { unitId, at } of fixes) sent.set(unitId, at)
    if (fixes.length === 0) return
    const scopes = new Map(
      [...wall.sockets.values()].map(({ data }) => [rightsKey(data.person.scope), data.person.scope]),
    )
    for (const [key, scope] of scopes) {
      const visible = seenBy(scope, fixes)
      // Volatile: a screen that has not drained needs only the next one.
      if (visible.length > 0) wall.to(key).volatile.emit('positions', { at: toMoment(clock()), fixes: visible })
    }
  }
  const timer = setInterval(tick, TICK_MS)
  return {
    greet: (socket: WallSocket) =>
      void socket.emit('positions', {
        at: toMoment(clock()),
        fixes: seenBy(socket.data.person.scope, [...book.all()]),
      }),
    close: () => clearInterval(timer),
  }
}
