import { settingsOf } from './mood.engine.ts'
import { soon, type World } from './world.engine.ts'

const HOUR_MS = 3_600_000
const CHANGED_SHARE = 0.3

/** On some days the district's settings are loaded anew in the midst of everything: what was begun under the old ones goes on. */
export function openOffice(world: World): void {
  const { random } = world
  if (!random.chance(CHANGED_SHARE)) return
  for (const hour of [4, 9])
    soon(world, (hour + random.between(0, 4)) * HOUR_MS, () => {
      world.district = { ...world.district, settings: settingsOf(random) }
    })
}
