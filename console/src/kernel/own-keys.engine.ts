import { reserved } from './combo.ts'

/** Whoever sits here may give an action another key: the key as the tables name it → the key as it is pressed here. */
export type OwnKeys = ReadonlyMap<string, string>
export const noOwnKeys: OwnKeys = new Map()

/** Why a key cannot be given; with `by`, the key (as the tables name it) of what has it. */
export type KeyRefusal = { why: 'fixed' | 'reserved' | 'needs-ctrl' } | { why: 'taken'; by: string }

/** Letters and signs, plain or with Shift or Ctrl. Digits, arrows, Enter and Esc mean a place and stay where they are. */
const FREE = /^(?:Ctrl\+)?(?:Shift\+)?[^\d\s]$/u
export const isFree = (key: string): boolean => FREE.test(key)
const isBrowsers = (key: string) =>
  reserved.has(key) || (key.startsWith('Ctrl+') && reserved.has(key.replace('Shift+', '')))

export const pressedAs = (own: OwnKeys, key: string): string => own.get(key) ?? key
/** What a press means as the tables name it; null where the key was given away. */
export function meaningOf(own: OwnKeys, pressed: string): string | null {
  for (const [key, to] of own) if (to === pressed) return key
  return own.has(pressed) ? null : pressed
}

/** Why `key` cannot be pressed as `to`; null if it can. */
export function keyRefusal(own: OwnKeys, known: readonly string[], key: string, to: string): KeyRefusal | null {
  if (isBrowsers(to)) return { why: 'reserved' }
  if (!isFree(key) || !isFree(to)) return { why: 'fixed' }
  // What works while somebody types must not be what they type.
  if (key.startsWith('Ctrl+') && !to.startsWith('Ctrl+')) return { why: 'needs-ctrl' }
  const by = known.find((other) => other !== key && pressedAs(own, other) === to)
  return by === undefined ? null : { why: 'taken', by }
}

/** The same with one key given anew; to its own name means as it was. */
export function withKey(own: OwnKeys, key: string, to: string): OwnKeys {
  const next = new Map(own)
  next.delete(key)
  return key === to ? next : next.set(key, to)
}

/** Each at the place of the other; null where one of them could not be there. */
export function exchanged(own: OwnKeys, one: string, other: string): OwnKeys | null {
  const [here, there] = [pressedAs(own, one), pressedAs(own, other)]
  if (keyRefusal(own, [], one, there) || keyRefusal(own, [], other, here)) return null
  return withKey(withKey(own, one, there), other, here)
}

export const writtenKeys = (own: OwnKeys): string => JSON.stringify(Object.fromEntries(own))

/** What a browser has kept, as far as it still fits: a newer table may know the key no more, or have given it away. */
export function readKeys(text: string | null, known: readonly string[]): OwnKeys {
  return fitting(new Map(entriesOf(text).filter(([key, to]) => known.includes(key) && key !== to)), known)
}
/** What falls takes its key back, and may bar another. */
function fitting(own: OwnKeys, known: readonly string[]): OwnKeys {
  const kept = new Map([...own].filter(([key, to]) => keyRefusal(own, known, key, to) === null))
  return kept.size === own.size ? own : fitting(kept, known)
}

function entriesOf(text: string | null): [string, string][] {
  try {
    const read: unknown = JSON.parse(text ?? '{}')
    if (typeof read !== 'object' || read === null) return []
    return Object.entries(read).flatMap(([key, to]): [string, string][] => (typeof to === 'string' ? [[key, to]] : []))
  } catch {
    return []
  }
}
