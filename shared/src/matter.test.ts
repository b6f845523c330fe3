import { expect, it } from 'vitest'
import { conditionOf, defaultCondition, type Matter } from './matter.ts'

const name = { zh: '井盖', en: 'Manhole cover' }
const matter: Matter = {
  id: 'matter-c0102',
  code: 'C0102',
  kind: 'component',
  name,
  group: name,
  conditions: [
    { code: 'missing', name, limit: { clock: 'urgent_hour', amount: 2 }, urgent: true },
    { code: 'broken', name, limit: { clock: 'work_hour', amount: 4 }, urgent: false },
  ],
  closing: [],
  itemId: null,
  departmentId: 'force-city',
  delegatedTo: [],
}

it('a class is filed as its first condition unless another is named, and never as one that it has not', () => {
  expect(conditionOf(matter, null)?.code).toBe('missing')
  expect(conditionOf(matter, 'broken')?.limit).toEqual({ clock: 'work_hour', amount: 4 })
  expect(conditionOf(matter, 'sunken')).toBeUndefined()
  expect(defaultCondition(matter).code).toBe('missing')
  expect(() => defaultCondition({ ...matter, conditions: [] })).toThrow(RangeError)
})
