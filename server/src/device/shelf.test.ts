import { expect, it } from 'vitest'
import { createShelf } from './shelf.ts'

const sum = (older: number, newer: number) => older + newer

it('what could not be written is written the next time, with what has come since, in the order of its keys', async () => {
  const shelf = createShelf(sum, 10)
  for (const [key, value] of [
    ['b', 1],
    ['a', 2],
  ] as const)
    shelf.held.set(key, value)
  const away = shelf.empty(async () => {
    shelf.held.set('b', 5)
    shelf.held.set('c', 7)
    throw new Error('away')
  })
  await expect(away).rejects.toThrow('away')
  const written: unknown[] = []
  await shelf.empty(async (rows) => void written.push(...rows))
  expect(written).toEqual([
    ['a', 2],
    ['b', 6],
    ['c', 7],
  ])
  expect(shelf.held.size).toBe(0)
})

it('and grows no further than it may', async () => {
  const shelf = createShelf(sum, 3)
  for (let round = 0; round < 5; round++) {
    for (const key of ['a', 'b', 'c']) shelf.held.set(`${round} ${key}`, 1)
    await shelf.empty(async () => Promise.reject(new Error('away'))).catch(() => {})
    shelf.held.delete(`${round} a`)
    expect(shelf.held.size).toBeLessThanOrEqual(3)
  }
})
