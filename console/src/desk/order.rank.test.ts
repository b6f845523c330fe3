import { describe, expect, it } from 'vitest'
import { frozenOrder, rowFrom } from './order.rank.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id }))
const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id).join('')

describe('a list while one of its rows is being worked', () => {
  it('keeps every row where it was and puts new ones at the end', () => {
    expect(ids(frozenOrder(rows('a', 'b', 'c'), rows('n', 'c', 'b', 'a')))).toBe('abcn')
  })

  it('lets go of every row that has left, the one worked on too: only the order is held', () => {
    expect(ids(frozenOrder(rows('a', 'b', 'c'), rows('d', 'c')))).toBe('cd')
  })
})

describe('stepping along a list', () => {
  it('starts at the first row, or the last when going up', () => {
    expect(rowFrom(rows('a', 'b'), null, 1)?.id).toBe('a')
    expect(rowFrom(rows('a', 'b'), 'gone', -1)?.id).toBe('b')
  })

  it('stays at the ends', () => {
    expect(rowFrom(rows('a', 'b'), 'b', 10)?.id).toBe('b')
    expect(rowFrom(rows('a', 'b'), 'a', -1)?.id).toBe('a')
    expect(rowFrom([], null, 1)).toBeUndefined()
  })
})
