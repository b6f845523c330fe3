import { computed, readonly, shallowRef } from 'vue'
import { allKeys } from './keymap.ts'
import {
  exchanged,
  type KeyRefusal,
  keyRefusal,
  meaningOf,
  noOwnKeys,
  pressedAs,
  readKeys,
  withKey,
  writtenKeys,
} from './own-keys.engine.ts'
import { remember, remembered } from './remembered.ts'

/* The keys as whoever sits here presses them. This browser keeps them for each person; the tables keep the names. */

const own = shallowRef(noOwnKeys)
const whose = shallowRef<string | null>(null)
const shelfOf = (person: string) => `keys.${person}`

function load(): void {
  own.value = whose.value === null ? noOwnKeys : readKeys(remembered(shelfOf(whose.value)), allKeys)
}
function keep(next: typeof own.value): void {
  own.value = next
  if (whose.value !== null) remember(shelfOf(whose.value), writtenKeys(next))
}

/** Takes the keys of this person; null for nobody, who has those of the tables. */
export function takeKeysOf(person: string | null): void {
  whose.value = person
  load()
}
/** Another window of this person may have changed them. */
export const followOtherWindows = ({ key }: Pick<StorageEvent, 'key'>): void => {
  if (key === null || (whose.value !== null && key.endsWith(shelfOf(whose.value)))) load()
}

/** As a key of the tables is pressed here. */
export const pressedHere = (key: string): string => pressedAs(own.value, key)
/** The same as it is told to those who hear the page. */
export const spokenKeys = (key: string | undefined): string | undefined =>
  key ? pressedHere(key).replace('Ctrl+', 'Control+') : undefined
/** What a press means, as the tables name it; null where that key was given away. */
export const meantBy = (pressed: string): string | null => meaningOf(own.value, pressed)
export const hasOwnKeys = readonly(computed(() => own.value.size > 0))

/** Gives a key of the tables another place; answers why it cannot be, or null. */
export function giveKey(key: string, to: string): KeyRefusal | null {
  const refusal = keyRefusal(own.value, allKeys, key, to)
  if (!refusal) keep(withKey(own.value, key, to))
  return refusal
}
/** Lets two keys change places; answers whether they can. */
export const mayExchange = (one: string, other: string): boolean => exchanged(own.value, one, other) !== null
export function exchangeKeys(one: string, other: string): void {
  const next = exchanged(own.value, one, other)
  if (next) keep(next)
}
export const asInTables = (): void => keep(noOwnKeys)
