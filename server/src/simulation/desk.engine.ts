import type { Doer } from '@lianqin/shared/person'
import type { Case } from '../dispatch/case-book.engine.ts'
import { seeToAlarms } from './desk-alarms.engine.ts'
import { openAgain, seeToCase } from './desk-cases.engine.ts'
import { fumble, interfere } from './desk-mischief.engine.ts'
import { seeToOrders, seeToRequests } from './desk-words.engine.ts'
import type { Eye } from './eye.engine.ts'
import { ask, type Wish } from './network.engine.ts'
import { soon, type World } from './world.engine.ts'

const STAFF: readonly Doer[] = [
  { personId: 'person-chen', title: 'Chen', role: 'dispatcher' },
  { personId: 'person-li', title: 'Li', role: 'dispatcher' },
  { personId: 'person-zhou', title: 'Zhou', role: 'shift-lead' },
  { personId: 'person-wu', title: 'Wu', role: 'centre-head' },
]

/** Sets everybody at the desk to work: each looks at one case after the other and does the first thing that comes to mind. */
export function openDesk(world: World): void {
  for (const doer of STAFF) planLook(world, doer)
}

function planLook(world: World, doer: Doer): void {
  const longestMs = world.quiet ? 30_000 : 120_000
  soon(world, world.random.between(5_000, longestMs), () => {
    const held = pickCase(world)
    const wish = held && wishOf({ world, random: world.random, doer, held })
    if (wish) ask(world, doer, wish)
    planLook(world, doer)
  })
}

/** Mostly a case that stands, now and then any. */
function pickCase({ store, random, quiet }: World): Case | undefined {
  const ids = !quiet && random.chance(0.05) ? [...store.cases.keys()] : [...store.standing]
  return ids.length > 0 ? store.cases.get(random.pick(ids)) : undefined
}

const DUTIES: readonly ((eye: Eye) => Wish | null)[] = [seeToRequests, seeToCase, seeToAlarms, seeToOrders]
const INTERFERES_SHARE = 0.06

function wishOf(eye: Eye): Wish | null {
  const { world, random } = eye
  if (!world.quiet) {
    if (random.chance(world.mood.fumbleShare)) return fumble(eye)
    if (random.chance(INTERFERES_SHARE)) return interfere(eye)
    const again = openAgain(eye)
    if (again) return again
  }
  for (const duty of DUTIES) {
    const wish = duty(eye)
    if (wish) return wish
  }
  return null
}
