import { expect, it } from 'vitest'
import { createTurnstile } from './turnstile.ts'

const later = () => new Promise((resolve) => setTimeout(resolve, 5))

it('lets so many through at once and the others after them, in their order', async () => {
  const through = createTurnstile({ width: 2, waiting: 10 })
  const now = { inside: 0, most: 0 }
  const done: number[] = []
  const walk = (nth: number) =>
    through(async () => {
      now.inside += 1
      now.most = Math.max(now.most, now.inside)
      await later()
      now.inside -= 1
      done.push(nth)
    })
  await Promise.all([1, 2, 3, 4, 5].map(walk))
  expect([now.most, done]).toEqual([2, [1, 2, 3, 4, 5]])
})

it('goes on after somebody has failed inside, and refuses whoever finds the queue full', async () => {
  const through = createTurnstile({ width: 1, waiting: 1 })
  const failing = through(async () => {
    await later()
    throw new Error('lost')
  })
  const waiting = through(async () => 'through')
  await expect(through(async () => 'never')).rejects.toMatchObject({ code: 'server.busy' })
  await expect(failing).rejects.toThrow('lost')
  expect(await waiting).toBe('through')
  expect(await through(async () => 'again')).toBe('again')
})
