import { expect, it } from 'vitest'
import { matching } from './choices.ts'

const choices = [
  { value: 'a', label: '占道经营', also: 'E0406 street trading' },
  { value: 'b', label: '店外经营', also: 'E0407' },
  { value: 'c', label: '经营噪音', also: 'E0501' },
]
const found = (typed: string) => matching(choices, typed).map((choice) => choice.value)

it('finds by name, code or the other language, names that begin with it first', () => {
  expect(found('经营')).toEqual(['c', 'a', 'b'])
  expect(found('ｅ0406')).toEqual(['a'])
  expect(found('trading street')).toEqual(['a'])
  expect(found('')).toEqual(['a', 'b', 'c'])
})
