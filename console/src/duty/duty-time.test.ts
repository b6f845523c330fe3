import { describe, expect, it } from 'vitest'
import { spanOf, writtenOf } from './duty-time.rank.ts'

const NINGBO = 480
const day = '2026-11-23'

describe('the time of a post', () => {
  it('is the district’s, and comes back as it was written', () => {
    const span = spanOf({ day, from: '8:00', to: '12:30' }, NINGBO)
    expect(span).toEqual({ from: '2026-11-23T00:00:00.000Z', to: '2026-11-23T04:30:00.000Z' })
    expect(writtenOf(span, '2000-01-01', NINGBO)).toEqual({ day, from: '08:00', to: '12:30' })
  })

  it('that ends before it begins ends on the next day, and one may end at midnight', () => {
    expect(spanOf({ day, from: '22:00', to: '06:00' }, NINGBO).to).toBe('2026-11-23T22:00:00.000Z')
    expect(spanOf({ day, from: '18:00', to: '24:00' }, NINGBO).to).toBe('2026-11-23T16:00:00.000Z')
  })

  it.each([
    ['no day', { day: '', from: '08:00', to: '12:00' }],
    ['no such day', { day: '2026-13-40', from: '08:00', to: '12:00' }],
    ['no beginning', { day, from: '', to: '12:00' }],
    ['no length', { day, from: '08:00', to: '08:00' }],
    ['no clock', { day, from: '8 Uhr', to: '25:00' }],
  ])('with %s is none', (_, written) => {
    expect(spanOf(written, NINGBO)).toEqual({ from: null, to: null })
    expect(writtenOf({ from: null, to: null }, day, NINGBO)).toEqual({ day, from: '', to: '' })
  })
})
