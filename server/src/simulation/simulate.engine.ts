import { isOpenIncident } from '@lianqin/shared/incident'
import { openDesk } from './desk.engine.ts'
import { openPhones } from './leader.engine.ts'
import { openOffice } from './office.engine.ts'
import { keepLastPromises } from './promised-end.engine.ts'
import { openReports } from './reports.engine.ts'
import { callEverybody, openShifts } from './shifts.engine.ts'
import {
  type Broken,
  breakPromise,
  openWorld,
  productionRules,
  type Rules,
  type Step,
  type World,
} from './world.engine.ts'

/** What came of one seed. */
export interface Verdict {
  seed: number
  broken: Broken | null
  /** When, in virtual time, it ended or broke. */
  at: number
  cases: number
  steps: readonly Step[]
}

const DAY_MS = 86_400_000
/** How long people are given to bring everything to its end. */
const QUIET_MS = DAY_MS

/**
 * Plays a district's days by the rules of production, with unreliable phones, timers and servers, and holds every promise
 * against each step. Without input or output and with a clock of its own: the same seed is the same days.
 */
export function simulate(seed: number, days = 1, rules: Rules = productionRules): Verdict {
  const world = openWorld(seed, rules)
  openPhones(world)
  openShifts(world)
  openDesk(world)
  openReports(world, days)
  openOffice(world)
  const evening = world.now + days * DAY_MS
  play(world, () => world.now >= evening)
  if (!world.broken) {
    world.quiet = true
    callEverybody(world)
    play(world, () => isSettled(world) || world.now >= evening + QUIET_MS)
  }
  if (!world.broken) keepLastPromises(world)
  return { seed, broken: world.broken, at: world.now, cases: world.store.cases.size, steps: world.steps }
}

/** More than this at one moment is something that sets itself off again and again. */
const STORM = 5_000

function play(world: World, isOver: () => boolean): void {
  let atOnce = 0
  while (!world.broken && !isOver()) {
    const next = world.agenda.take()
    if (!next) return
    atOnce = next.at > world.now ? 0 : atOnce + 1
    if (atOnce > STORM) breakPromise(world, 'I22', 'timers set each other off without end')
    world.now = Math.max(world.now, next.at)
    try {
      next.happen()
    } catch (error) {
      breakPromise(world, 'I20', `a fault: ${error instanceof Error ? error.stack : error}`)
    }
  }
}

/** Everything is over, or stands still until a day after this one. */
const isSettled = ({ store }: World): boolean =>
  ![...store.standing].some((id) => {
    const state = store.cases.get(id)?.incident.state
    return state !== undefined && isOpenIncident(state) && state !== 'suspended'
  })
