import { masked } from '@lianqin/shared/party'
import { describe, expect, it } from 'vitest'
import { isSameParty, nameKey, partyFrom } from './party.merge.ts'

const party = (name: string, change: Partial<Parameters<typeof isSameParty>[0]> = {}) => ({
  kind: 'organisation' as const,
  name,
  creditCode: null,
  idTail: null,
  ...change,
})
const CODE = '91330203MA2AAAAA0X'

describe('the same party', () => {
  it('is known by its name, however that is written', () => {
    expect(nameKey('海曙（古林）餐饮 有限公司')).toBe(nameKey('海曙(古林)餐饮有限公司'))
    expect(isSameParty(party('ABC餐饮店'), party('ａｂｃ餐饮店 '))).toBe(true)
    expect(isSameParty(party('甲餐饮店'), party('乙餐饮店'))).toBe(false)
  })

  it('by its credit code wherever both have one, under whatever name', () => {
    expect(isSameParty(party('甲', { creditCode: CODE }), party('乙', { creditCode: CODE }))).toBe(true)
    const other = party('甲', { creditCode: '91330203MA2BBBBB0X' })
    expect(isSameParty(party('甲', { creditCode: CODE }), other)).toBe(false)
    expect(isSameParty(party('甲', { creditCode: CODE }), party('甲'))).toBe(true)
  })

  it('and is never a person and an organisation at once', () => {
    expect(isSameParty(party('王伟', { kind: 'person' }), party('王伟'))).toBe(false)
  })
})

describe('what everybody may see of a party', () => {
  it.each([
    ['person', '王小明', '王**'],
    ['person', 'John Smith', 'J**'],
    ['organisation', '海曙某某餐饮店', '海曙**店'],
    ['organisation', '老王店', '老**'],
    ['person', '𠮷田', '𠮷**'],
  ] as const)('of the %s %s is %s', (kind, name, shown) => {
    expect(masked({ kind, name })).toEqual({ kind, name: shown })
  })
})

it('a party is kept as its kind has it: a person has no credit code, an organisation no identity card', () => {
  expect(partyFrom({ kind: 'person', name: ' 王小明 ', idTail: '123X' })).toEqual({
    party: { kind: 'person', name: '王小明', creditCode: null, idTail: '123X' },
    stray: null,
  })
  expect(partyFrom({ kind: 'person', name: '王小明', creditCode: CODE }).stray).toBe('creditCode')
  expect(partyFrom({ kind: 'organisation', name: '店', idTail: '1234' }).stray).toBe('idTail')
})
