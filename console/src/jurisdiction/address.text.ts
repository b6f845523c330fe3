import type { Words } from '@lianqin/shared/wire/words'
import { locale, words } from '../kernel/i18n.ts'

// Addresses are written by people and stay as they were written. Only where one begins with a place that the district has
// named in English too does an English screen show that name.

const addressText = words('address', {
  'zh-CN': {
    door: '{place}门口',
    east: '{place}东侧约{metres}米',
    west: '{place}西侧约{metres}米',
    south: '{place}南侧约{metres}米',
    north: '{place}北侧约{metres}米',
  },
  en: {
    door: 'at {place}',
    east: '{metres} m east of {place}',
    west: '{metres} m west of {place}',
    south: '{metres} m south of {place}',
    north: '{metres} m north of {place}',
  },
})
const DOOR = '门口'
const BESIDE = /^([东西南北])侧约(\d+)米$/
const sides = { 东: 'east', 西: 'west', 南: 'south', 北: 'north' } as const
/** No place has a longer name. */
const LONGEST = 24

function rest(place: string, words: string): string {
  if (words === '') return place
  if (words === DOOR) return addressText('door', { place })
  const [, side, metres] = BESIDE.exec(words) ?? []
  const where = side && side in sides ? sides[side as keyof typeof sides] : undefined
  return where && metres ? addressText(where, { place, metres }) : `${place} ${words}`
}

/** An address in the language of the screen, as far as the place it begins with is known. */
export function addressWords(address: string, known: ReadonlyMap<string, Words>): string {
  if (locale.value !== 'en') return address
  for (let length = Math.min(address.length, LONGEST); length > 1; length--) {
    const name = known.get(address.slice(0, length))
    if (name) return rest(name.en, address.slice(length))
  }
  return address
}
