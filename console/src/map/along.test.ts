import { expect, it } from 'vitest'
import { marksAlong } from './along.rank.ts'

const at = (lon: number, lat: number) => ({ lon, lat })

it('a mark stands in the middle of its line', () => {
  expect(marksAlong([{ from: at(121, 29), to: at(122, 29) }])).toEqual([at(121.5, 29)])
})

it('marks of lines from one yard stand one behind the other', () => {
  const line = { from: at(121, 29), to: at(122, 29) }
  const marks = marksAlong([line, line, line]).map(({ lon }) => lon.toFixed(2))
  expect(new Set(marks).size).toBe(3)
})

it('a line of no length has its mark where it stands', () => {
  expect(marksAlong([{ from: at(121, 29), to: at(121, 29) }])).toEqual([at(121, 29)])
})

it('who is on the spot already has the mark beside it, clear of the other marks', () => {
  const far = { from: at(121, 29), to: at(122, 29) }
  const here = { from: at(122, 29), to: at(122, 29) }
  const [, second, third] = marksAlong([far, here, here])
  expect(second).not.toEqual(third)
  expect(Math.hypot((second?.lon ?? 0) - 122, (second?.lat ?? 0) - 29)).toBeGreaterThan(0.1)
})
