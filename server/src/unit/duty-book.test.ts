import { toMoment } from '@lianqin/shared/wire/moment'
import { describe, expect, it } from 'vitest'
import { createDutyBook } from './duty-book.ts'

const START = 1_772_424_000_000

function opened() {
  const book = createDutyBook()
  const say = (move: string, seconds: number) => {
    const squad = { id: 'squad-a', state: move === 'sign-off' ? 'off-duty' : 'on-duty' }
    book.hear({ kind: 'squad.moved', at: toMoment(START + seconds * 1_000), body: { move, squad } } as never)
  }
  const on = (...seconds: number[]) => seconds.map((at) => book.wasOnDuty('squad-a', START + at * 1_000))
  return { book, say, on }
}

describe('a squad was on duty', () => {
  it('from each sign-on to the next sign-off, and never else', () => {
    const { say, on, book } = opened()
    for (const [move, at] of [
      ['sign-on', 0],
      ['sign-off', 10],
      ['sign-on', 20],
      ['recount', 25],
      ['sign-off', 30],
    ] as const)
      say(move, at)
    expect(on(-5, 0, 5, 10, 15, 22, 28, 35)).toEqual([false, true, true, true, false, true, true, false])
    expect(book.since('squad-a')).toBe(START + 20_000)
    say('sign-on', 40)
    expect(on(39, 40, 1e6)).toEqual([false, true, true])
  })

  it('for as long as the log does not tell otherwise: it may begin in the middle of a duty', () => {
    const { say, on, book } = opened()
    expect(on(-1e6, 0)).toEqual([true, true])
    expect(book.hasEnded('squad-a')).toBe(false)
    expect(book.since('squad-a')).toBe(Number.NEGATIVE_INFINITY)
    say('recount', 5)
    expect(book.hasEnded('squad-a')).toBe(false)
    expect(on(-1e6, 0, 10)).toEqual([true, true, true])
    say('sign-off', 20)
    expect(on(-1e6, 10, 21)).toEqual([true, true, false])
    expect(book.hasEnded('squad-a')).toBe(true)
  })

  it('also where a fact is heard twice, as at a start', () => {
    const { say, on } = opened()
    for (let times = 0; times < 2; times++) {
      say('sign-on', 0)
      say('sign-off', 10)
    }
    expect(on(-1, 5, 11)).toEqual([false, true, false])
  })
})
