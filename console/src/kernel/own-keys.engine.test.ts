import { describe, expect, it } from 'vitest'
import { allKeys } from './keymap.ts'
import {
  exchanged,
  isFree,
  keyRefusal,
  meaningOf,
  noOwnKeys,
  pressedAs,
  readKeys,
  withKey,
  writtenKeys,
} from './own-keys.engine.ts'

const known = ['E', 'R', 'Shift+R', 'Ctrl+K', '?', '1', 'Enter', 'ArrowDown']

describe('a key that somebody has moved', () => {
  const own = withKey(noOwnKeys, 'E', 'Q')

  it('is pressed at its new place, and no more at the old one', () => {
    expect(pressedAs(own, 'E')).toBe('Q')
    expect(meaningOf(own, 'Q')).toBe('E')
    expect(meaningOf(own, 'E')).toBeNull()
    expect(meaningOf(own, 'R')).toBe('R')
  })
  it('leaves its old place to others, and comes back only where that is free', () => {
    expect(keyRefusal(own, known, 'R', 'E')).toBeNull()
    const both = withKey(own, 'R', 'E')
    expect(meaningOf(both, 'E')).toBe('R')
    expect(keyRefusal(both, known, 'E', 'E')).toEqual({ why: 'taken', by: 'R' })
    expect(withKey(withKey(both, 'R', 'R'), 'E', 'E')).toEqual(noOwnKeys)
  })
})

it('two keys change places, unless one works while somebody types', () => {
  const own = exchanged(noOwnKeys, 'E', 'R')
  expect(own && [meaningOf(own, 'E'), meaningOf(own, 'R')]).toEqual(['R', 'E'])
  expect(own && exchanged(own, 'E', 'R')).toEqual(noOwnKeys)
  expect(exchanged(noOwnKeys, 'Ctrl+K', 'E')).toBeNull()
  expect(exchanged(noOwnKeys, 'E', '1')).toBeNull()
})

it.each([
  ['E', 'R', { why: 'taken', by: 'R' }],
  ['E', 'Shift+R', { why: 'taken', by: 'Shift+R' }],
  ['E', 'Q', null],
  ['E', 'Shift+E', null],
  ['E', 'E', null],
  ['?', '<', null],
  ['E', 'Ctrl+S', { why: 'reserved' }],
  ['E', 'Ctrl+Shift+N', { why: 'reserved' }],
  ['E', 'F5', { why: 'reserved' }],
  ['E', '7', { why: 'fixed' }],
  ['E', 'Shift+7', { why: 'fixed' }],
  ['E', 'Alt+Q', { why: 'fixed' }],
  ['E', 'Escape', { why: 'fixed' }],
  ['E', 'Space', { why: 'fixed' }],
  ['Enter', 'Q', { why: 'fixed' }],
  ['ArrowDown', 'Q', { why: 'fixed' }],
  ['Ctrl+K', 'Q', { why: 'needs-ctrl' }],
  ['Ctrl+K', 'Ctrl+Q', null],
])('%s given to %s', (key, to, refusal) => expect(keyRefusal(noOwnKeys, known, key, to)).toEqual(refusal))

describe('what a browser has kept', () => {
  it('is read as it was written', () => {
    const own = withKey(withKey(noOwnKeys, 'E', 'Q'), 'R', 'E')
    expect(readKeys(writtenKeys(own), known)).toEqual(own)
  })
  it('holds only as far as it fits the tables of today', () => {
    expect(readKeys('{"E":"R","gone":"Q","R":"Shift+E","?":7}', known)).toEqual(
      new Map([
        ['E', 'R'],
        ['R', 'Shift+E'],
      ]),
    )
    // What falls takes its key back from what had moved there.
    expect(readKeys('{"E":"R","R":"F5"}', known)).toEqual(noOwnKeys)
  })
  it.each(['', '[]', 'null', '{', '"E"', null])('and nothing of what is no table: %s', (text) =>
    expect(readKeys(text, known)).toEqual(noOwnKeys),
  )
})

it('every letter and sign of the tables may be moved, and each means itself until it is', () => {
  const free = allKeys.filter(isFree)
  expect(free).toEqual(expect.arrayContaining(['N', '?', '/', ':', 'Ctrl+K', 'Shift+W', '|', '"', 'J']))
  expect(free).not.toEqual(expect.arrayContaining(['1']))
  for (const key of allKeys) expect(keyRefusal(noOwnKeys, allKeys, key, key)?.why ?? 'fixed').toBe('fixed')
})
