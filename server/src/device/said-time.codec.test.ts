import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentIn } from './said-time.codec.ts'

describe('a moment', () => {
  it.each([
    ['1377177267', '2013-08-22T13:14:27.000Z'],
    ['1504763810000', '2017-09-07T05:56:50.000Z'],
    ['1504763810.5', '2017-09-07T05:56:50.500Z'],
    [1736519167, '2025-01-10T14:26:07.000Z'],
    ['2016-01-27T18:55:47Z', '2016-01-27T18:55:47.000Z'],
    ['2014-06-04 09:10:11', '2014-06-04T09:10:11.000Z'],
    ['2025-06-15T13:45:12.862Z', '2025-06-15T13:45:12.862Z'],
    ['2025-06-15T13:45:12.862123', '2025-06-15T13:45:12.862Z'],
    ['2026-03-02T12:00:00+08:00', '2026-03-02T04:00:00.000Z'],
    ['2026-03-02T12:00:00 08:00', '2026-03-02T04:00:00.000Z'],
    ['2026-03-01T22:00:00-0600', '2026-03-02T04:00:00.000Z'],
    ['20260302T040000Z', '2026-03-02T04:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  ])('%s is %s', (said, meant) => {
    expect(new Date(momentIn(said) ?? Number.NaN).toISOString()).toBe(meant)
  })

  it.each([
    '',
    'now',
    '-1',
    '2026-02-30T00:00:00Z',
    '2026-13-01 00:00:00',
    '2026-03-02',
    '2026-03-02T24:00:00Z',
    '1e20',
    null,
    {},
    true,
  ])('%j is none', (said) => {
    expect(momentIn(said)).toBeNull()
  })

  it('comes back as it was written, in seconds, milliseconds or words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e11, max: 4102444799999 }), (at) => {
        const second = Math.floor(at / 1000) * 1000
        expect([momentIn(at), momentIn(second / 1000), momentIn(new Date(at).toISOString())]).toEqual([at, second, at])
      }),
    )
  })
})
