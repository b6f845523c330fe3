import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openAgenda } from './agenda.engine.ts'

it('what is entered comes out by its moment, and of equals first what was entered first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (moments) => {
      const agenda = openAgenda()
      const happened: [number, number][] = []
      moments.forEach((at, nth) => {
        agenda.enter(at, () => happened.push([at, nth]))
      })
      for (let next = agenda.take(); next; next = agenda.take()) next.happen()
      const expected = moments.map((at, nth): [number, number] => [at, nth]).sort((a, b) => a[0] - b[0] || a[1] - b[1])
      expect(happened).toEqual(expected)
    }),
  )
})

it('goes on taking entries while it is being emptied', () => {
  const agenda = openAgenda()
  const happened: number[] = []
  agenda.enter(5, () => happened.push(5))
  agenda.enter(1, () => agenda.enter(3, () => happened.push(3)))
  for (let next = agenda.take(); next; next = agenda.take()) next.happen()
  expect(happened).toEqual([3, 5])
})
