import { describe, expect, it } from 'vitest'
import { comboOf, type Press, reserved, shiftedDigit } from './combo.ts'
import { commonKeys, deskKeys, moveKeys, outcomeKeys, replayKeys } from './keymap.ts'

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

  it('of a sign is named by that sign, also where the input method hides it or makes the Chinese one', () => {
    expect(comboOf(press({ key: 'Process', code: 'Semicolon' }))).toBe(';')
    expect(comboOf(press({ key: '；', code: 'Semicolon' }))).toBe(';')
    expect(comboOf(press({ key: 'Process', code: 'Quote' }))).toBe("'")
    expect(comboOf(press({ key: '‘', code: 'Quote' }))).toBe("'")
    expect(comboOf(press({ key: '、', code: 'Backslash' }))).toBe('\\')
    expect(comboOf(press({ key: '：', code: 'Semicolon', shiftKey: true }))).toBe(':')
    expect(comboOf(press({ key: '·', code: 'Backquote' }))).toBe('`')
    expect(comboOf(press({ key: '？', code: 'Slash', shiftKey: true }))).toBe('?')
    // On a keyboard of another country the sign is where that country has it.
    expect(comboOf(press({ key: 'ö', code: 'Semicolon' }))).toBe('Ö')
  })

  it('does not name the shift that made its character', () => {
    expect(comboOf(press({ key: '?', code: 'Slash', shiftKey: true }))).toBe('?')
  })

  it('is named by its mark under an input method, which makes another of it or none', () => {
    expect(comboOf(press({ key: 'Process', code: 'Slash' }))).toBe('/')
    expect(comboOf(press({ key: '：', code: 'Semicolon', shiftKey: true }))).toBe(':')
    expect(comboOf(press({ key: '、', code: 'Backslash' }))).toBe('\\')
    expect(comboOf(press({ key: '-', code: 'Slash' }))).toBe('-')
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
  // Of the desk's own, those that mean the same in every part of it; digits go to rows and lists, arrows along them.
  const everywhere = [...Object.values(deskKeys).flat(), ...Object.values(outcomeKeys), replayKeys.open].filter((key) =>
    /^(?:Shift\+)?[^0-9]$/.test(key),
  )
  // The office of outcomes holds the keys while it is open, and takes up a lead by the letter by which a case is filed.
  const again: readonly string[] = [outcomeKeys.take, outcomeKeys.giveBack, outcomeKeys.decide]
  const desk = [
    ...bound.map((one) => one.split(' ')[0] ?? ''),
    ...Object.values(commonKeys).flat(),
    ...everywhere.filter((key) => !again.includes(key)),
  ]
  const inThePast: string[] = Object.entries(replayKeys).flatMap(([name, key]) => (name === 'open' ? [] : [key]))
  const shared = [commonKeys.palette, commonKeys.help, commonKeys.mute, commonKeys.language, commonKeys.theme]
  const past = [...inThePast, ...shared, commonKeys.signOut]

  it.each([
    ['at the desk', desk],
    ['in the time machine', past],
  ])('gives no key away twice %s', (_, keys) => expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]))
  it('leaves the browser its own', () => expect([...desk, ...past].filter((key) => reserved.has(key))).toEqual([]))
})
