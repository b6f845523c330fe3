import { freshness } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, NOON } from '../../test/samples.ts'
import { shapeOver } from './grid.rank.ts'
import { createNewest, takeFix } from './newest.ts'
import { agedSince, stateOf } from './state.rank.ts'

describe('what a unit is doing', () => {
  it.each([
    ['off-duty', 'whatever it was given', { duty: 'off-duty', tasks: ['on-scene'], offers: ['made'] }],
    [
      'available',
      'bound by nothing',
      { duty: 'on-duty', tasks: ['handled', 'sent-back'], offers: ['declined', 'lapsed'] },
    ],
    ['offered', 'asked, and not yet answering', { duty: 'on-duty', tasks: [], offers: ['lapsed', 'seen'] }],
    ['offered', 'bound and asked about more', { duty: 'on-duty', tasks: ['accepted'], offers: ['made'] }],
    ['accepted', 'bound, and not asked any more', { duty: 'on-duty', tasks: ['accepted'], offers: ['lapsed'] }],
    ['on-scene', 'at a case, asked about another', { duty: 'on-duty', tasks: ['on-scene'], offers: ['seen'] }],
    ['en-route', 'on the way to one of two', { duty: 'on-duty', tasks: ['accepted', 'en-route'], offers: [] }],
    ['on-scene', 'at one, with another accepted', { duty: 'on-duty', tasks: ['accepted', 'on-scene'], offers: [] }],
  ] as const)('is %s: %s', (state, _, bound) => {
    expect(stateOf(bound)).toBe(state)
  })
})

it('names whoever grew stale or was lost between two looks, once', () => {
  const seen = fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 20 })
  const looks = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 2, maxLength: 10 })
  fc.assert(
    fc.property(seen, looks, (seconds, times) => {
      const newest = createNewest(shapeOver([121, 29, 122, 30], 100))
      for (const [n, second] of seconds.entries()) {
        const fix = { lon: 121.4, lat: 29.8, accuracyM: 5, speedMps: 0, headingDeg: 0 }
        takeFix(newest, { ...fix, unitId: `unit-${n}`, at: after(second) })
      }
      const moments = times.sort((a, b) => a - b).map((second) => Date.parse(NOON) + second * 1000)
      const age = (index: number, now: number) => freshness(now - (newest.at[index] ?? 0))
      for (const [look, now] of moments.entries()) {
        const before = moments[look - 1] ?? now
        const changed = newest.unitIds
          .map((_, index) => index)
          .filter((index) => age(index, before) !== age(index, now))
        expect(agedSince(newest, before, now)).toEqual(changed)
      }
    }),
  )
})
