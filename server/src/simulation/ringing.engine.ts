import { soon, type TimerRow, type World } from './world.engine.ts'

/**
 * Two sources ring a timer that has become a row. The queue's bell may be lost, ring twice, or ring early or late because it
 * follows the clock of a server that was set wrong. The sweeper comes round and round until the timer has fired, whoever
 * dies meanwhile: it is the guarantee.
 */
export function ringLater(world: World, timer: TimerRow, fire: (id: TimerRow['id']) => void): void {
  const { random, mood, quiet } = world
  const waitMs = timer.due - world.now
  if (quiet || !random.chance(mood.muteShare)) bell(world, timer, waitMs + strayMs(world), fire)
  if (!quiet && random.chance(mood.doubleShare)) bell(world, timer, waitMs + strayMs(world), fire)
  sweep(world, timer, waitMs, fire)
}

const BELL_TAKES_MS = 50
const STRAYS_MS = 5 * 60_000

const strayMs = ({ random, mood, quiet }: World) =>
  !quiet && random.chance(mood.strayShare) ? random.between(-STRAYS_MS, STRAYS_MS) : random.between(0, BELL_TAKES_MS)

/** A bell that rings for a server that is away, or has lost its memory since, is heard by nobody. */
function bell(world: World, { id }: TimerRow, waitMs: number, fire: (id: TimerRow['id']) => void): void {
  const { lives } = world.server
  soon(world, waitMs, () => {
    if (world.server.lives === lives) fire(id)
  })
}

function sweep(world: World, timer: TimerRow, waitMs: number, fire: (id: TimerRow['id']) => void): void {
  const lateness = world.random.between(0, world.quiet ? 1200 : world.mood.sweepMs)
  soon(world, Math.max(0, waitMs) + lateness, () => {
    if (timer.firedAt !== null) return
    fire(timer.id)
    if (timer.firedAt === null) sweep(world, timer, Math.max(0, world.server.backAt - world.now), fire)
  })
}
