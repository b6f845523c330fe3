import { expect, it } from 'vitest'
import { aside, fanned, slots } from './fan.rank.ts'
import type { MapIncident } from './view-model.ts'

const one = (id: string, over: Partial<MapIncident> = {}): MapIncident => ({
  id,
  tone: 'calm',
  urgent: false,
  label: null,
  order: 0,
  lon: 121.5,
  lat: 29.8,
  ...over,
})

it('cases at one spot fan out around the selected one, the most pressing first', () => {
  const places = fanned([one('a', { order: 9 }), one('b', { order: 1 }), one('c', { order: 5, tone: 'due' })], 'a')
  expect(Object.fromEntries(places)).toEqual({ a: 0, b: 1, c: 2 })
})

it('a pile keeps its spot, and what does not melt into it stands beside it', () => {
  const pile = ['a', 'b', 'c'].map((id) => one(id, { order: 1 }))
  const places = fanned([...pile, one('u', { urgent: true, order: 7 })], null)
  expect(Object.fromEntries(places)).toEqual({ u: 1, a: 2, b: 3, c: 4 })
})

it('a case alone on its spot stays there', () => {
  expect(fanned([one('a'), one('b', { lon: 121.6 })], null).size).toBe(0)
})

it('no two places around a spot are the same', () => {
  const drawn = [0, ...slots].map((slot) =>
    aside(slot)
      .map((part) => part.toFixed(2))
      .join(),
  )
  expect(new Set(drawn).size).toBe(drawn.length)
})
