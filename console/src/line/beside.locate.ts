import type { Place } from '@lianqin/shared/wire/place'
import { beside } from './vocabulary.text.ts'

export const sides = ['north', 'east', 'south', 'west'] as const
export type Side = (typeof sides)[number]

/** A spot beside a named place, as addresses tell it: 古林集贸市场东侧约120米, 120 m east of Gulin Market. */
export interface Beside {
  name: string
  side: Side
  metres: number
}

/** Reads such an address; null for any other. */
export function readBeside(text: string): Beside | null {
  for (const pattern of beside.patterns) {
    const { name = '', side = '', metres = '' } = pattern.exec(text.trim())?.groups ?? {}
    const known = sides.find((one) => beside.words[one].includes(side.toLowerCase()))
    if (known) return { name: name.trim(), side: known, metres: Number(metres) }
  }
  return null
}

const METRES_PER_DEGREE = 111_320
const RAD = Math.PI / 180

/** So many metres from a place to one side; over so short a way the earth is flat. */
export function moved({ lon, lat }: Place, { side, metres }: Pick<Beside, 'side' | 'metres'>): Place {
  const degrees = metres / METRES_PER_DEGREE
  const [east, north] = [
    Number(side === 'east') - Number(side === 'west'),
    Number(side === 'north') - Number(side === 'south'),
  ]
  return { lon: lon + (east * degrees) / Math.cos(lat * RAD), lat: lat + north * degrees }
}
