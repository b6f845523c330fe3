import { describe, expect, it } from 'vitest'
import { comboOf, type Press, reserved, shiftedDigit } from './combo.ts'
import { commonKeys, deskKeys, moveKeys } from './keymap.ts'

const press = (of: Partial<Press>): Press => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...of,
})

describe('a key press', () => {
  it('is named by its letter, whatever the shift lock or the input method says', () => {
    expect(comboOf(press({ key: 'g', code: 'KeyG' }))).toBe('G')
    expect(comboOf(press({ key: 'G', code: 'KeyG' }))).toBe('G')
    expect(comboOf(press({ key: 'Process', code: 'KeyG' }))).toBe('G')
    expect(comboOf(press({ key: 'G', code: 'KeyG', shiftKey: true }))).toBe('Shift+G')
  })

  it('does not name the shift that made its character', () => {
    expect(comboOf(press({ key: '?', code: 'Slash', shiftKey: true }))).toBe('?')
  })

  it('of shift and a digit is known by its place on the keyboard, whatever character that makes', () => {
    expect(shiftedDigit(press({ key: '@', code: 'Digit2', shiftKey: true }))).toBe('Shift+2')
    expect(shiftedDigit(press({ key: '！', code: 'Digit1', shiftKey: true }))).toBe('Shift+1')
    expect(shiftedDigit(press({ key: '2', code: 'Digit2', shiftKey: true }))).toBeNull()
    expect(shiftedDigit(press({ key: '2', code: 'Digit2' }))).toBeNull()
  })

  it('is nothing while only a modifier is down', () => {
    expect(comboOf(press({ key: 'Control', ctrlKey: true }))).toBeNull()
  })
})

describe('the table of keys', () => {
  const bound = Object.entries(moveKeys).flatMap(([room, keys]) =>
    [...new Set(Object.values(keys).filter((key) => key !== null))].map((key) => `${key} ${room}`),
  )
  // Of the desk's own, those that mean the same in every part of it.
  const everywhere = Object.values(deskKeys)
    .flat()
    .filter((key) => /^(?:Shift\+)?[A-Z[\]]$/.test(key))
  const letters = [...bound.map((one) => one.split(' ')[0] ?? ''), ...Object.values(commonKeys), ...everywhere]

  it('gives no key away twice', () => expect(new Set(letters).size).toBe(letters.length))
  it('leaves the browser its own', () => expect(letters.filter((key) => reserved.has(key))).toEqual([]))
})
