import type { OfferMove } from '@lianqin/shared/offer'
import { describe, expect, it } from 'vitest'
import { by, outcome } from '../../test/outcome.kit.ts'
import { aCase, after, anOffer, aTask, NOON } from '../../test/samples.ts'
import { aSetting } from '../../test/setting.samples.ts'
import { type CaseCommand, decide } from './dispatch.engine.ts'

describe('an answer is judged by the database’s clock', () => {
  const offered = () => ({ tasks: [aTask({ state: 'offered' })], offers: [anOffer({ answerBy: after(120) })] })
  const leaderAt = (now: string) =>
    aSetting({ now, by: { personId: 'person-leader', title: '', role: 'squad-leader' } })
  const answer = (move: OfferMove, version = 1): CaseCommand => ({
    on: 'offer',
    id: 'offer-1',
    command: { move, version },
  })
  const acceptAt = (now: string) => outcome(offered(), answer('accept'), leaderAt(now), (book) => book.offers[0]?.state)

  it('is taken up to the millisecond of the answer-by and refused from the next one on', () => {
    expect(acceptAt(after(119.999))).toBe('accepted')
    expect(acceptAt(after(120))).toBe('accepted')
    expect(acceptAt(after(120.001))).toBe('offer.lapsed')
  })

  it('is refused, where it is too late, with the time, the answer-by and who has the case now', () => {
    const held = aCase({
      tasks: [aTask({ state: 'en-route', squadId: 'squad-gulin-2' })],
      offers: [anOffer({ state: 'lapsed' })],
    })
    expect(() => decide(held, answer('accept'), by('squad-leader'))).toThrow(
      expect.objectContaining({
        code: 'offer.lapsed',
        params: { id: 'offer-1', now: NOON, answerBy: after(120), holder: 'squad-gulin-2' },
      }),
    )
  })

  it('decided on an older version still counts, because receipts raise it; on one not yet made it does not', () => {
    const held = aCase({ tasks: [aTask({ state: 'offered' })], offers: [anOffer({ version: 3 })] })
    const seen = decide(held, answer('see'), by('squad-leader'))
    expect(seen.offers[0]).toMatchObject({ state: 'seen', version: 4 })
    expect(() => decide(seen, answer('accept', 5), by('squad-leader'))).toThrow(
      expect.objectContaining({ code: 'offer.stale' }),
    )
  })
})
