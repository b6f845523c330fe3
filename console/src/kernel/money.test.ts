import { expect, it } from 'vitest'
import { fenOf, yuan } from './money.ts'

it('money is kept in fen and read in yuan', () => {
  expect(yuan(300_000)).toBe('3,000')
  expect(yuan(1_250)).toBe('12.50')
  expect(yuan(0)).toBe('0')
})

it.each([
  ['200', 20_000],
  ['3,000.5', 300_050],
  ['１９．９９', 1_999],
  ['0', 0],
])('%s yuan typed are %i fen', (typed, fen) => {
  expect(fenOf(typed)).toBe(fen)
})

it.each(['', '-1', '1.234', '1e3', '二百', 'NaN'])('“%s” is no amount', (typed) => {
  expect(fenOf(typed)).toBeNull()
})
