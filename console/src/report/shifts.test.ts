import { expect, it } from 'vitest'
import { shiftsBetween } from './shifts.rank.ts'

const taken = (endedAt: string) => ({ state: 'taken' as const, endedAt })
const MORNING = '2026-11-24T00:01:00.000Z'
const EVENING = '2026-11-24T12:02:00.000Z'

it('a shift goes from one hand-over to the next, the running one first', () => {
  expect(shiftsBetween([taken(EVENING), taken(MORNING)])).toEqual([
    { from: EVENING, to: null },
    { from: MORNING, to: EVENING },
  ])
})

it('desks that hand over within a quarter of an hour change shift together', () => {
  expect(shiftsBetween([taken('2026-11-24T11:55:00.000Z'), taken(EVENING), taken(MORNING)])).toEqual([
    { from: EVENING, to: null },
    { from: MORNING, to: EVENING },
  ])
})

it('what was offered, declined or withdrawn changes nothing', () => {
  expect(
    shiftsBetween([
      { state: 'declined', endedAt: EVENING },
      { state: 'offered', endedAt: null },
    ]),
  ).toEqual([])
})
