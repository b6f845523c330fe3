import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonical } from './canonical.ts'

it('one value has one text, whatever the order of its keys', () => {
  expect(canonical({ b: 1, a: [{ d: null, c: 'x' }] })).toBe('{"a":[{"c":"x","d":null}],"b":1}')
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse())
      expect(canonical(shuffled)).toBe(canonical(value))
    }),
  )
})

it('it is JSON, and says the same as the value; so it survives being kept as jsonb', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonical(JSON.parse(JSON.stringify(value)))).toBe(canonical(value))
    }),
  )
})

it('different values have different texts', () => {
  const texts = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: null }, { a: {} }, [], {}, null, '', 0, false].map(canonical)
  expect(new Set(texts).size).toBe(texts.length)
})

it('what is undefined is not there', () => {
  expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}')
})
