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

it('puts what is in use first, unless the other is named in full', () => {
  const some = [
    { value: 'a', label: '占道促销', also: 'E0495 zhandaocuxiao zdcx', idle: true },
    { value: 'b', label: '施工占道', also: 'E0302 shigongzhandao sgzd' },
    { value: 'c', label: '占道经营', also: 'E0406 zhandaojingying zdjy' },
  ]
  const order = (typed: string) => matching(some, typed).map((choice) => choice.value)
  expect(order('占道')).toEqual(['c', 'b', 'a'])
  expect(order('zd')).toEqual(['c', 'b', 'a'])
  expect(order('zdjy')).toEqual(['c'])
  expect(order('zhandao')).toEqual(['c', 'b', 'a'])
  expect(order('e0495')).toEqual(['a'])
  expect(order('')).toEqual(['b', 'c', 'a'])
})
