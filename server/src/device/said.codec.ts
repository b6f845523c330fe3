import { tidy } from './octets.codec.ts'
import type { Facts } from './report.ts'

/** A JSON object whose contents nobody has checked. */
export type Unchecked = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Unchecked =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** undefined for what is no JSON. */
export function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?\s*$/i
const LONGEST_NUMBER = 40
/** A finite number, also one in quotes as older clients send it; otherwise null. */
export function numberIn(value: unknown): number | null {
  if (value === undefined || value === null) return null
  const isText = typeof value === 'string' && value.length <= LONGEST_NUMBER && (isPlain(value) || NUMBER.test(value))
  const number = isText ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

const [MINUS, POINT, ZERO, NINE] = [45, 46, 48, 57]
/** Digits with at most one point, as nearly all numbers are written: known without the whole pattern. */
function isPlain(text: string): boolean {
  let [digits, points] = [0, 0]
  for (let at = text.charCodeAt(0) === MINUS ? 1 : 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= ZERO && code <= NINE) digits++
    else if (code === POINT) points++
    else return false
  }
  return digits > 0 && points <= 1
}

/** For what is never below zero: there, phones write -1 for "not known". */
export function sizeIn(value: unknown): number | null {
  const number = numberIn(value)
  return number !== null && number >= 0 ? number : null
}

export function headingIn(value: unknown): number | null {
  const degrees = sizeIn(value)
  return degrees !== null && degrees <= 360 ? degrees % 360 : null
}

/** Percent as a share. */
export function percentIn(value: unknown): number | null {
  const percent = sizeIn(value)
  return percent !== null && percent <= 100 ? percent / 100 : null
}

/** A degree that is on the globe. */
export function placeIn(lon: unknown, lat: unknown): { lon: number; lat: number } | null {
  const [east, north] = [numberIn(lon), numberIn(lat)]
  if (east === null || north === null || Math.abs(east) > 180 || Math.abs(north) > 90) return null
  return { lon: east, lat: north }
}

const FASTEST_MPS = 250 / 3.6
/** Metres a second; what nobody drives (GUARANTEES 5: 250 km/h) is no speed. */
export function speedIn(value: unknown, mpsOfOne: number): number | null {
  const speed = sizeIn(value)
  return speed !== null && speed * mpsOfOne <= FASTEST_MPS ? speed * mpsOfOne : null
}

const FACTS_MOST = 40
const NAME = /^[A-Za-z][\w.-]{0,39}$/
/** Whatever else was said, under its own name, as far as it is a plain value with a plain name. */
export function addFact(facts: Facts, name: string, value: unknown): void {
  if (!NAME.test(name) || Object.keys(facts).length >= FACTS_MOST) return
  if (typeof value === 'boolean') facts[name] = value
  else if (typeof value === 'number' && Number.isFinite(value)) facts[name] = value
  else if (typeof value === 'string' && value !== '') {
    facts[name] = value === 'true' || value === 'false' ? value === 'true' : (numberIn(value) ?? tidy(value))
  }
}

export const noneIfEmpty = (facts: Facts): Facts | null => (Object.keys(facts).length > 0 ? facts : null)

const LONGEST_ID = 100
/** What a device calls itself, or null if it says nothing usable. */
export function nameIn(value: unknown): string | null {
  const name = typeof value === 'number' ? String(value) : typeof value === 'string' ? tidy(value) : ''
  return name !== '' && name.length <= LONGEST_ID ? name : null
}
