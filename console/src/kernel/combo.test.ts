import { describe, expect, it } from 'vitest'
import { comboOf, type Press, reserved } from './combo.ts'
import { commonKeys, moveKeys } from './keymap.ts'

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

  it('is nothing while only a modifier is down', () => {
    expect(comboOf(press({ key: 'Control', ctrlKey: true }))).toBeNull()
  })
})

describe('the table of keys', () => {
  const bound = Object.entries(moveKeys).flatMap(([room, keys]) =>
    [...new Set(Object.values(keys).filter((key) => key !== null))].map((key) => `${key} ${room}`),
  )
  const letters = [...bound.map((one) => one.split(' ')[0] ?? ''), ...Object.values(commonKeys)]

  it('gives no key away twice', () => expect(new Set(letters).size).toBe(letters.length))
  it('leaves the browser its own', () => expect(letters.filter((key) => reserved.has(key))).toEqual([]))
})
