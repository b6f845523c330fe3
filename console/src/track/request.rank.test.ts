import { MOST_FETCHES, type TrackRequest } from '@lianqin/shared/track/request'
import { expect, it } from 'vitest'
import { awaitsWordOf, byWord, mayFetch, mayWithdraw } from './request.rank.ts'

const NOW = Date.parse('2026-11-24T06:00:00Z')
const request = (over: Partial<TrackRequest>) =>
  ({
    ...{ id: 'request-1', state: 'asked', askedById: 'person-chen', fetches: 0, until: '2026-11-24T18:00:00.000Z' },
    ...over,
  }) as TrackRequest
const [chen, zhou] = [
  { id: 'person-chen', role: 'dispatcher' },
  { id: 'person-zhou', role: 'shift-lead' },
] as const

it('a request awaits the word of a lead who has not asked it, and of nobody once it is decided', () => {
  expect(awaitsWordOf(request({}), zhou)).toBe(true)
  expect(awaitsWordOf(request({}), chen)).toBe(false)
  expect(awaitsWordOf(request({ askedById: 'person-zhou' }), zhou)).toBe(false)
  expect(awaitsWordOf(request({}), null)).toBe(false)
  for (const state of ['agreed', 'refused', 'withdrawn', 'lapsed', 'fetched'] as const)
    expect(awaitsWordOf(request({ state }), zhou), state).toBe(false)
})

it('only whoever asked takes it back or fetches it, so often and so long', () => {
  expect([mayWithdraw(request({}), chen), mayWithdraw(request({}), zhou)]).toEqual([true, false])
  const may = (over: Partial<TrackRequest>, who: typeof chen | typeof zhou = chen) =>
    mayFetch(request({ state: 'agreed', ...over }), who, { now: NOW, most: MOST_FETCHES })
  expect(may({})).toBe(true)
  expect(may({ state: 'fetched', fetches: 2 })).toBe(true)
  expect(may({ state: 'fetched', fetches: 3 })).toBe(false)
  expect(may({ state: 'asked' })).toBe(false)
  expect(may({ until: '2026-11-24T05:59:00.000Z' })).toBe(false)
  expect(may({}, zhou)).toBe(false)
})

it('what awaits one’s own word stands first, the oldest of it first; of the rest the newest', () => {
  const rows = [
    request({ id: 'request-1', state: 'refused', askedAt: '2026-11-24T01:00:00Z' }),
    request({ id: 'request-2', askedAt: '2026-11-24T04:00:00Z' }),
    request({ id: 'request-3', askedAt: '2026-11-24T03:00:00Z' }),
    request({ id: 'request-4', state: 'lapsed', askedAt: '2026-11-24T02:00:00Z' }),
  ]
  expect(rows.toSorted(byWord(zhou)).map(({ id }) => id)).toEqual(['request-3', 'request-2', 'request-4', 'request-1'])
})
