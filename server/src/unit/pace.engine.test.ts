import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Backlog, KEYFRAME_EVERY_MS, newReader, paceFor, type Reader } from './pace.engine.ts'

const DRAINED: Backlog = { inFlight: false, packets: 0, bytes: 0 }
const STUCK: Backlog = { inFlight: true, packets: 1, bytes: 160_000 }
const TICK_MS = 250

/** Ticks from a moment on, one for each backlog. */
function verdicts(backlogs: readonly Backlog[], from: Reader = newReader) {
  let reader = from
  return backlogs.map((backlog, tick) => {
    const paced = paceFor(reader, backlog, tick * TICK_MS)
    reader = paced.reader
    return paced.verdict
  })
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

describe('a screen', () => {
  it('gets everything when it comes, then what changes, and everything again every ten seconds', () => {
    const sent = verdicts(times(81, DRAINED))
    expect(sent.flatMap((verdict, tick) => (verdict === 'keyframe' ? [tick * TICK_MS] : []))).toEqual([
      0, 10_000, 20_000,
    ])
    expect(new Set(sent)).toEqual(new Set(['keyframe', 'delta']))
  })

  it('that has not drained is passed over, and made whole as soon as it has, but not twice in two seconds', () => {
    const sent = verdicts([DRAINED, ...times(8, STUCK), DRAINED, STUCK, DRAINED, DRAINED])
    expect(sent).toEqual(['keyframe', ...times(8, 'skip'), 'keyframe', 'skip', 'delta', 'delta'])
  })

  it('that does not drain for ten seconds is cut, and is whole when it comes back', () => {
    const sent = verdicts([DRAINED, ...times(41, STUCK)])
    expect(sent.indexOf('cut')).toBe(41)
    expect(sent.filter((verdict) => verdict === 'cut')).toHaveLength(1)
    expect(paceFor(newReader, DRAINED, 20_000).verdict).toBe('keyframe')
  })

  it.each([
    ['more than 500 packets', { inFlight: false, packets: 501, bytes: 0 }],
    ['more than two megabytes', { inFlight: false, packets: 1, bytes: 2 * 1024 * 1024 + 1 }],
  ])('with %s waiting is passed over', (_, backlog) => {
    expect(verdicts([backlog])).toEqual(['skip'])
  })

  it('whatever its line does, never has two frames under way, and is whole again ten seconds after its line is', () => {
    const line = fc.array(fc.boolean(), { maxLength: 120 })
    fc.assert(
      fc.property(line, (drains) => {
        const backlogs = drains.map((drained) => (drained ? DRAINED : STUCK))
        const sent = verdicts([...backlogs, ...times(KEYFRAME_EVERY_MS / TICK_MS + 1, DRAINED)])
        for (const [tick, drained] of drains.entries()) {
          expect(['skip', 'cut'].includes(sent[tick] ?? '')).toBe(!drained)
        }
        expect(sent.slice(drains.length)).toContain('keyframe')
      }),
    )
  })
})
