import { setImmediate as breathe } from 'node:timers/promises'
import type { Scope } from '@lianqin/shared/person'
import { rightsKey } from '@lianqin/shared/rights'
import type { CaseFact } from './case-fact.ts'

/** The facts of a period as they stood when they were read, in portions. */
export interface Reading {
  /** Unix milliseconds. */
  at: number
  portions: readonly (readonly CaseFact[])[]
}

export interface Which {
  scope: Scope
  from: number
  to: number
}

interface Bounds {
  keepMs: number
  /** So many cases altogether: what is held longest goes first. */
  most: number
}

/**
 * Readings are held for some minutes, so that every number of a screen, every axis of it and every list behind it come from
 * the same one and agree to the case. Whoever asks for one that is held no longer gets a new one, which says so by its moment.
 */
export function createReadings({ keepMs, most }: Bounds) {
  const held = new Map<string, Reading>()
  const nameOf = ({ scope, from, to }: Which, at: number) => `${rightsKey(scope)} ${from} ${to} ${at}`
  const size = ({ portions }: Reading) => portions.reduce((sum, portion) => sum + portion.length, 0)

  function hold(name: string, reading: Reading): void {
    held.set(name, reading)
    let sum = [...held.values()].reduce((all, one) => all + size(one), 0)
    for (const [oldest, one] of held) {
      if (sum <= most) break
      held.delete(oldest)
      sum -= size(one)
    }
    setTimeout(() => held.get(name) === reading && held.delete(name), keepMs).unref()
  }

  return {
    find: (which: Which, at: number | null): Reading | null =>
      at === null ? null : (held.get(nameOf(which, at)) ?? null),
    async read(which: Which, at: number, facts: AsyncIterable<readonly CaseFact[]>): Promise<Reading> {
      const reading: Reading = { at, portions: await Array.fromAsync(facts) }
      hold(nameOf(which, at), reading)
      return reading
    },
  }
}
export type Readings = ReturnType<typeof createReadings>

/** The portions one after the other; between two of them everybody else has a turn. */
export async function* inTurns({ portions }: Reading): AsyncGenerator<readonly CaseFact[]> {
  for (const portion of portions) {
    await breathe()
    yield portion
  }
}

/** What is worked out bit by bit, with a turn for everybody else in between. */
export async function gathered<T>(parts: Iterable<T>): Promise<T[]> {
  const all: T[] = []
  for (const part of parts) {
    if (all.length % 8 === 7) await breathe()
    all.push(part)
  }
  return all
}
