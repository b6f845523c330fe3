import { expect, it } from 'vitest'
import { median, percentile } from './figures.engine.ts'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

it('takes the nearest rank, in whatever order the values come', () => {
  expect([0.5, 0.9, 0.99, 1, 0].map((share) => percentile(hundred, share))).toEqual([50, 90, 99, 100, 1])
})

it('knows one value and none', () => {
  expect([percentile([7], 0.99), median([7]), percentile([], 0.5), median([])]).toEqual([7, 7, null, null])
})

it('does not disturb what it measures', () => {
  const values = [3, 1, 2]
  expect(median(values)).toBe(2)
  expect(values).toEqual([3, 1, 2])
})
