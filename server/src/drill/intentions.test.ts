import { expect, it } from 'vitest'
import { createIntentions } from './intentions.ts'

const after = () => 100

it('is due when its time has come, counted from the first question', () => {
  const intentions = createIntentions()
  expect([0, 50, 100].map((now) => intentions.isDue('accept', now, after))).toEqual([false, false, true])
})

it('is not done twice, but again after it was put off', () => {
  const intentions = createIntentions()
  intentions.isDue('accept', 0, after)
  intentions.spend('accept')
  expect(intentions.isDue('accept', 1_000, after)).toBe(false)
  intentions.putOff('accept', 2_000)
  expect([1_999, 2_000].map((now) => intentions.isDue('accept', now, after))).toEqual([false, true])
})

it('forgets what nobody asks for any more', () => {
  const intentions = createIntentions()
  intentions.isDue('accept', 0, after)
  intentions.settle()
  intentions.settle()
  expect(intentions.isDue('accept', 500, after)).toBe(false)
})
