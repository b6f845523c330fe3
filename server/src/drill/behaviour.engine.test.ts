import { expect, it } from 'vitest'
import { handlingOf, reactionTo, workOn } from './behaviour.engine.ts'
import { createRandom } from './random.engine.ts'

const MANY = 5_000
const share = <T>(of: readonly T[], is: (one: T) => boolean) => of.filter(is).length / of.length

function reactions(tasksInHand: number) {
  const random = createRandom('leaders')
  return Array.from({ length: MANY }, () => reactionTo(random, { tasksInHand }))
}

it('lets free leaders accept four offers of five, decline some and leave some unanswered', () => {
  const free = reactions(0)
  expect(share(free, ({ answer }) => answer === 'accept')).toBeCloseTo(0.8, 1)
  expect(share(free, ({ answer }) => answer === 'decline')).toBeCloseTo(0.12, 1)
  expect(share(free, ({ answer }) => answer === 'ignore')).toBeCloseTo(0.08, 1)
})

it('lets leaders with full hands mostly decline, and say that they are busy', () => {
  const full = reactions(3)
  expect(share(full, ({ answer, reason }) => answer === 'decline' && reason === 'busy')).toBeGreaterThan(0.55)
})

it('answers within the answer time of the district', () => {
  for (const { deliverAfterS, seeAfterS, answerAfterS } of reactions(0)) {
    expect(deliverAfterS + seeAfterS + answerAfterS).toBeLessThan(60)
  }
})

it('sends a few tasks back, rejects a few reports and wants a few done again', () => {
  const random = createRandom('desk')
  const works = Array.from({ length: MANY }, () => workOn(random))
  const handlings = Array.from({ length: MANY }, () => handlingOf(random))
  expect(share(works, ({ sendBack }) => sendBack !== null)).toBeCloseTo(0.04, 1)
  expect(share(handlings, ({ reject }) => reject !== null)).toBeCloseTo(0.06, 1)
  expect(share(handlings, ({ rework }) => rework)).toBeCloseTo(0.03, 1)
})

it('does the same again with the same seed', () => {
  expect(reactions(1)).toEqual(reactions(1))
})
