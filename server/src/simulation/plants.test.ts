import { describe, expect, it } from 'vitest'
import { plants } from '../../test/plants.ts'
import { simulate, type Verdict } from './simulate.engine.ts'
import { traceOf } from './trace.engine.ts'

const SEEDS = 40

/** The first seed at which something is found. */
function firstFind(name: string): Verdict | undefined {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const verdict = simulate(seed, 1, plants[name]?.rules)
    if (verdict.broken) return verdict
  }
}

describe('a bug planted in the rules is found, and the message names the promise it breaks', () => {
  it.each(Object.keys(plants))('%s', { timeout: 120_000 }, (name) => {
    expect(plants[name]?.breaks).toContain(firstFind(name)?.broken?.invariant)
  })
})

it('a seed that fails does so again, and tells how the case came to it', () => {
  const name = 'a recall asks nobody else'
  const found = firstFind(name)
  const again = simulate(found?.seed ?? 0, 1, plants[name]?.rules)
  expect(again.broken).toEqual(found?.broken)
  const [headline, ...lines] = traceOf(again, { all: false, atMost: 5 })
  expect(headline).toMatch(/^seed \d+ breaks I1 at .*: a place in a case is forgotten: incident-\d+ /)
  expect(lines.at(-1)).toMatch(/"move":"recall".* → done; task\.moved recall task-\d+ called-off/)
})
