import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSequences } from './sequence.engine.ts'

it('a number of a device is known once it was used, in whatever order and however often it comes, until far higher ones came', () => {
  const sent = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 400 })
  fc.assert(
    fc.property(sent, (numbers) => {
      const sequences = createSequences()
      const used = new Set<number>()
      let highest = -1
      for (const seq of numbers) {
        expect(sequences.isUsed('phone', seq)).toBe(used.has(seq) && seq > highest - 4096)
        sequences.use('phone', seq)
        used.add(seq)
        highest = Math.max(highest, seq)
      }
    }),
  )
})

it('numbers of another device are its own, and a great leap forgets nothing it must know', () => {
  const sequences = createSequences()
  sequences.use('phone', 7)
  expect(sequences.isUsed('phone', 7)).toBe(true)
  expect(sequences.isUsed('other', 7)).toBe(false)
  sequences.use('phone', 2 ** 50)
  expect(sequences.isUsed('phone', 2 ** 50)).toBe(true)
  expect(sequences.isUsed('phone', 2 ** 50 - 1)).toBe(false)
  // Too far behind to be remembered: looked at again rather than lost.
  expect(sequences.isUsed('phone', 7)).toBe(false)
})
