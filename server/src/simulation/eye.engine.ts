import type { Doer } from '@lianqin/shared/person'
import type { Case } from '../dispatch/case-book.engine.ts'
import type { Random } from '../drill/random.engine.ts'
import type { World } from './world.engine.ts'

/** One person at the desk looking at one case. */
export interface Eye {
  world: World
  random: Random
  doer: Doer
  held: Case
}

/** Something a person does with a given chance; in the quiet time with another one. */
export const feels = ({ world, random }: Eye, byDay: number, inQuiet = 0): boolean =>
  random.chance(world.quiet ? inQuiet : byDay)

export const isOneOf = (doer: Doer, ...roles: Doer['role'][]): boolean => roles.includes(doer.role)
