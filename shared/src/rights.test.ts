import { describe, expect, it } from 'vitest'
import type { Scope } from './person.ts'
import { DISTRICT_ALONE, DISTRICT_WIDE, earsOf, mayRead, rightsKey, squadAudience } from './rights.ts'

const district: Scope = { kind: 'district' }
const gulin: Scope = { kind: 'area', areaId: 'area-gulin' }
const gaoqiao: Scope = { kind: 'area', areaId: 'area-gaoqiao' }
const first: Scope = { kind: 'squad', squadId: 'squad-gulin-1' }
const second: Scope = { kind: 'squad', squadId: 'squad-gulin-2' }

const may = (audience: string[]) =>
  Object.entries({ district, gulin, gaoqiao, first, second }).flatMap(([name, scope]) =>
    mayRead(scope, audience) ? [name] : [],
  )

describe('who hears what', () => {
  it.each([
    ['a case of a township: the district and that township', ['area-gulin'], ['district', 'gulin']],
    [
      'an offer of it: the squad that is asked as well',
      ['area-gulin', 'squad-gulin-1'],
      ['district', 'gulin', 'first'],
    ],
    [
      'a squad of the whole district: every township, and itself',
      [DISTRICT_WIDE, 'squad-direct-1'],
      ['district', 'gulin', 'gaoqiao'],
    ],
    ['what is the district’s own: the district', [DISTRICT_ALONE], ['district']],
    ['facts about people: no screen at all', [], []],
  ])('%s', (_, audience, heard) => {
    expect(may(audience)).toEqual(heard)
  })

  it('a squad is spoken to in its township’s and in its own name', () => {
    expect(squadAudience({ id: 'squad-gulin-1', areaId: 'area-gulin' })).toEqual(['area-gulin', 'squad-gulin-1'])
    expect(squadAudience({ id: 'squad-direct-1', areaId: null })).toEqual([DISTRICT_WIDE, 'squad-direct-1'])
  })

  it('different rights have different names, and the same rights the same one', () => {
    const keys = [district, gulin, gaoqiao, first, second].map(rightsKey)
    expect(new Set(keys).size).toBe(keys.length)
    expect(rightsKey({ kind: 'area', areaId: 'area-gulin' })).toBe(rightsKey(gulin))
    expect(earsOf(district)).toBeNull()
  })
})
