import { expect, it } from 'vitest'
import { BLOCKED_MS, createBlocks } from './blocks.ts'

it('who is blocked is so for a minute, from the last time on, and nobody else', () => {
  const time = { now: 1_000 }
  const blocks = createBlocks(() => time.now)
  blocks.add('10.0.0.1')
  time.now += BLOCKED_MS - 1
  expect([blocks.has('10.0.0.1'), blocks.has('10.0.0.2')]).toEqual([true, false])
  blocks.add('10.0.0.1')
  time.now += BLOCKED_MS - 1
  expect(blocks.has('10.0.0.1')).toBe(true)
  time.now += 1
  expect(blocks.has('10.0.0.1')).toBe(false)
})

it('a clock that steps back ends a block, and callers from everywhere fill no memory', () => {
  const time = { now: 1_000_000 }
  const blocks = createBlocks(() => time.now)
  blocks.add('first')
  time.now -= 3_600_000
  expect(blocks.has('first')).toBe(false)
  for (let nth = 0; nth <= 10_000; nth++) blocks.add(`source ${nth}`)
  expect([blocks.has('source 0'), blocks.has('source 1')]).toEqual([false, true])
})
