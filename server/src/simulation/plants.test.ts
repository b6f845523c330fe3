import { describe, expect, it } from 'vitest'
import { plants } from '../../test/plants.ts'
import { simulate } from './simulate.engine.ts'

const SEEDS = 40

/** The first seed at which something is found, and what. */
function firstFind(name: string) {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { broken } = simulate(seed, 1, plants[name]?.rules)
    if (broken) return broken
  }
  return null
}

describe('a bug planted in the rules is found, and the message names the promise it breaks', () => {
  it.each(Object.keys(plants))('%s', { timeout: 120_000 }, (name) => {
    expect(plants[name]?.breaks).toContain(firstFind(name)?.invariant)
  })
})
