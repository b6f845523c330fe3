import { fixDoubts } from '@lianqin/shared/unit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isDoubt, judge, type Seen } from './plausible.rank.ts'

const NOW = Date.UTC(2026, 2, 2, 4)
const HERE = { lon: 121.4426, lat: 29.832 }
const aSeen = (change: Partial<Seen> = {}): Seen => ({ at: NOW, ...HERE, located: true, accuracyM: 5, ...change })

describe('a position of a device', () => {
  it.each([
    ['moves the marker if it is the first', {}, undefined, 'newest'],
    ['moves the marker if it is newer', { at: NOW + 1000 }, aSeen(), 'newest'],
    ['only belongs to the track if it is older', { at: NOW - 1000 }, aSeen(), 'late'],
    ['is a duplicate if moment and place are known', {}, aSeen(), 'duplicate'],
    ['only belongs to the track if another of the same moment was first', { lat: 29.8321 }, aSeen(), 'late'],
    ['without a fix is kept apart', { located: false }, undefined, 'fix.unlocated'],
    ['from more than two minutes ahead is kept apart', { at: NOW + 120_001 }, undefined, 'fix.future'],
    ['less sure than a hundred metres is kept apart', { accuracyM: 100.1 }, undefined, 'fix.inaccurate'],
    ['in the Gulf of Guinea is kept apart', { lon: 0, lat: 0 }, undefined, 'fix.nowhere'],
    ['beyond 200 km/h is kept apart', { at: NOW + 10_000, lat: 29.842 }, aSeen(), 'fix.jump'],
    ['beyond 200 km/h is kept apart, late ones too', { at: NOW - 10_000, lat: 29.842 }, aSeen(), 'fix.jump'],
    ['two minutes ahead is taken', { at: NOW + 120_000 }, undefined, 'newest'],
    ['a hundred metres sure is taken', { accuracyM: 100 }, undefined, 'newest'],
    ['that does not say how sure it is is taken', { accuracyM: null }, undefined, 'newest'],
    ['as far as a car comes is taken', { at: NOW + 10_000, lat: 29.836 }, aSeen(), 'newest'],
  ] as const)('%s', (_, change, newest, verdict) => {
    expect(judge(aSeen(change), newest, NOW)).toBe(verdict)
    expect(isDoubt(verdict)).toBe(fixDoubts.includes(verdict as never))
  })
})

it('10,000 buffered positions, shuffled and doubled, leave the marker at the newest and the track whole', () => {
  const drive = Array.from({ length: 10_000 }, (_, nth) =>
    aSeen({ at: NOW - (10_000 - nth) * 1000, lon: HERE.lon + nth * 1e-5, lat: HERE.lat + Math.sin(nth / 500) * 0.01 }),
  )
  const shuffled = fc.sample(fc.shuffledSubarray(drive, { minLength: drive.length }), 1)[0] ?? []
  expect(shuffled).toHaveLength(drive.length)
  let newest: Seen | undefined
  const track: Seen[] = []
  let duplicates = 0
  for (const seen of shuffled.flatMap((one) => [one, one])) {
    const verdict = judge(seen, newest, NOW)
    expect(isDoubt(verdict)).toBe(false)
    if (verdict === 'duplicate') duplicates++
    else if (track.at(-1) !== seen) track.push(seen)
    if (verdict !== 'newest') continue
    expect(seen.at).toBeGreaterThan(newest?.at ?? 0)
    newest = seen
  }
  expect(newest).toBe(drive.at(-1))
  expect(duplicates).toBeGreaterThan(0)
  expect(track.sort((a, b) => a.at - b.at)).toEqual(drive)
})

it('the marker never moves back, whatever comes', () => {
  const any = fc.record({
    at: fc.integer({ min: NOW - 100_000, max: NOW + 200_000 }),
    lon: fc.oneof(fc.constant(0), fc.double({ min: 121, max: 122, noNaN: true })),
    lat: fc.oneof(fc.constant(0), fc.double({ min: 29, max: 31, noNaN: true })),
    located: fc.boolean(),
    accuracyM: fc.oneof(fc.constant(null), fc.double({ min: 0, max: 200, noNaN: true })),
  })
  fc.assert(
    fc.property(fc.array(any), (sent) => {
      let newest: Seen | undefined
      for (const seen of sent) {
        if (judge(seen, newest, NOW) !== 'newest') continue
        expect(seen.located && seen.at > (newest?.at ?? 0) && seen.at <= NOW + 120_000).toBe(true)
        newest = seen
      }
    }),
  )
})
