import { afterEach, expect, it } from 'vitest'
import { locale } from '../kernel/i18n.ts'
import { addressWords } from './address.text.ts'

const known = new Map([
  ['古林', { zh: '古林', en: 'Gulin' }],
  ['古林集贸市场', { zh: '古林集贸市场', en: 'Gulin Market' }],
])
afterEach(() => {
  locale.value = 'zh-CN'
})

it.each([
  ['古林集贸市场', 'Gulin Market'],
  ['古林集贸市场门口', 'at Gulin Market'],
  ['古林集贸市场东侧约120米', '120 m east of Gulin Market'],
  ['古林集贸市场3号摊', 'Gulin Market 3号摊'],
  ['药行街88号', '药行街88号'],
  ['', ''],
])('an English screen shows %s as %s', (address, shown) => {
  locale.value = 'en'
  expect(addressWords(address, known)).toBe(shown)
})

it('a Chinese screen shows an address as it was written', () => {
  expect(addressWords('古林集贸市场门口', known)).toBe('古林集贸市场门口')
})
