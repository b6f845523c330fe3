import { expect, it } from 'vitest'
import { frameOf } from './frame.rank.ts'

it('a single place is shown with some hundred metres around it', () => {
  const [west, south, east, north] = frameOf([{ lon: 121.4663, lat: 29.8501 }]) ?? [0, 0, 0, 0]
  expect(east - west).toBeCloseTo(0.006)
  expect(north - south).toBeCloseTo(0.006)
})

it('a position that moves by a few metres does not move the map', () => {
  const there = { lon: 121.4663, lat: 29.8501 }
  expect(frameOf([there, { lon: 121.47411, lat: 29.85761 }])).toEqual(
    frameOf([there, { lon: 121.47415, lat: 29.85763 }]),
  )
})

it('without any place there is nothing to show', () => {
  expect(frameOf([])).toBeNull()
})
