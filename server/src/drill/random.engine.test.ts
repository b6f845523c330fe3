import { expect, it } from 'vitest'
import { createRandom } from './random.engine.ts'

const draws = (seed: string, count: number) => {
  const random = createRandom(seed)
  return Array.from({ length: count }, random.next)
}

it('answers the same for the same seed and differently for another', () => {
  expect(draws('7', 100)).toEqual(draws('7', 100))
  expect(draws('7', 100)).not.toEqual(draws('8', 100))
})

it('spreads evenly over all tenths', () => {
  const tenths = Array.from({ length: 10 }, () => 0)
  for (const value of draws('even', 20_000)) tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1
  for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200)
})

it('gives every branch chance of its own, whatever was drawn before', () => {
  const [early, late] = [createRandom('7'), createRandom('7')]
  for (let drawn = 0; drawn < 50; drawn++) late.next()
  expect(late.branch('gulin').next()).toBe(early.branch('gulin').next())
  expect(early.branch('gulin').next()).not.toBe(early.branch('gaoqiao').next())
})

it('chooses by weight, and never what weighs nothing', () => {
  const random = createRandom('weights')
  const items = [
    { name: 'often', weight: 9 },
    { name: 'seldom', weight: 1 },
    { name: 'never', weight: 0 },
  ]
  const chosen = Array.from({ length: 5_000 }, () => random.weighted(items, ({ weight }) => weight).name)
  const often = chosen.filter((name) => name === 'often').length
  expect(often / chosen.length).toBeCloseTo(0.9, 1)
  expect(chosen).not.toContain('never')
})

it('says so when there is nothing to choose from', () => {
  expect(() => createRandom('7').pick([])).toThrow(RangeError)
})
