import { describe, expect, it } from 'vitest'
import { allotRows, type Wish } from './allot.rank.ts'

const work = (rows: number): Wish => ({ rows, least: 3, most: 13, grows: true })
const side = (rows: number): Wish => ({ rows, least: 2, most: 5, grows: false })

describe('the room for the lists', () => {
  it('is given in whole rows, all of it when there is enough to show', () => {
    const given = allotRows([work(40), work(8), side(9), side(2)], 27)
    expect(given.reduce((sum, n) => sum + n)).toBe(27)
    expect(given).toEqual([13, 8, 4, 2])
  })
  it('goes to the lists that are worked once the others have their share', () => {
    expect(allotRows([work(200), work(2), side(30)], 40)).toEqual([33, 2, 5])
    expect(allotRows([work(2), work(2), side(30)], 40)).toEqual([2, 2, 30])
  })
  it('keeps a row of each where there is little, and takes from the last where there is not even that', () => {
    expect(allotRows([work(9), work(9), side(9), side(9)], 6)).toEqual([3, 1, 1, 1])
    expect(allotRows([work(9), work(9), side(9), side(9)], 3)).toEqual([1, 1, 1, 0])
  })
})
