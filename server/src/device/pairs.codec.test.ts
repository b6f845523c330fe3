import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pairsIn } from './pairs.codec.ts'

const piece = fc.oneof(
  fc.constantFrom('&', '=', '?', '+', '%41', '%', '%zz', '%E5%8F%A4', '#', ';', 'lat', 'é', '古', '\u0000'),
  fc.string({ maxLength: 8 }),
)
const query = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('').toWellFormed())

it('parameters are read as URLSearchParams reads them, whatever is sent', () => {
  fc.assert(
    fc.property(query, query, (one, other) => {
      const { names, values } = pairsIn(one, other)
      const expected = [...new URLSearchParams(one), ...new URLSearchParams(other)]
      expect(names.map((name, nth) => [name, values[nth]])).toEqual(expected)
    }),
    { numRuns: 2_000 },
  )
})
