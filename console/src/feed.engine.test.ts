import { constantFrom, assert as hold, integer, array as list, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Heard, hear, newestOf, phaseOf, type Reading, unread } from './feed.engine.ts'

type Message = { to: 'screen'; heard: Heard; holds: number[] } | { to: 'server'; since: number | null }
/** What a server does on its side: writes an event, sends what is new, sends a beat. */
type Step = 'write' | 'broadcast' | 'beat'

const RETAINED = 5
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index + 1)

/** A server and one screen with a line that loses exactly one message; afterwards the server only beats. */
function play(steps: readonly Step[], lostIndex: number): { reading: Reading; seen: Set<number>; last: number } {
  let last = 3
  let sent = 0
  let joined = false
  let reading = unread
  let seen = new Set<number>()
  let count = 0
  let timers: Heard[] = []
  const passes = () => count++ !== lostIndex

  function screen(message: Extract<Message, { to: 'screen' }>): void {
    const after = reading.seq ?? 0
    const [next, consequence] = hear(reading, message.heard)
    reading = next
    if (consequence === 'apply' && message.heard.kind === 'snapshot') seen = new Set(message.holds)
    if (consequence === 'apply' && message.heard.kind === 'batch')
      for (const seq of message.holds) if (seq > after) seen.add(seq)
    if (consequence === 'ask-later') timers.push({ kind: 'waited' })
    if (consequence === 'ask') {
      timers.push({ kind: 'unanswered' })
      if (passes()) server(reading.seq)
    }
  }
  const tell = (heard: Heard, holds: number[] = []) => {
    if (passes()) screen({ to: 'screen', heard, holds })
  }
  function server(since: number | null): void {
    if (since === null || since > last || last - since > RETAINED) tell({ kind: 'snapshot', seq: last }, range(0, last))
    else tell({ kind: 'batch', from: since, to: last }, range(since, last))
    sent = last
    joined = true
    tell({ kind: 'welcomed', seq: last })
  }
  const act: Record<Step, () => void> = {
    write: () => {
      last += 1
    },
    broadcast: () => {
      if (!joined || sent === last) return
      const from = sent
      sent = last
      tell({ kind: 'batch', from, to: last }, range(from, last))
    },
    beat: () => {
      if (joined) tell({ kind: 'beat', seq: sent })
    },
  }
  const ring = () => {
    const due = timers
    timers = []
    for (const heard of due) screen({ to: 'screen', heard, holds: [] })
  }

  screen({ to: 'screen', heard: { kind: 'connected' }, holds: [] })
  for (const step of steps) act[step]()
  act.broadcast()
  for (let round = 0; round < 4; round++) {
    ring()
    act.beat()
  }
  ring()
  return { reading, seen, last }
}

describe('a screen on the log', () => {
  it('is right again whichever one message is lost, and never holds a fact twice or out of turn', () => {
    const steps = list(constantFrom<Step>('write', 'broadcast', 'beat'), { maxLength: 30 })
    hold(
      property(steps, integer({ min: 0, max: 40 }), (done, lost) => {
        const { reading, seen, last } = play(done, lost)
        expect(reading).toEqual({ seq: last, turn: 'settled' })
        expect([...seen].sort((a, b) => a - b)).toEqual(range(0, last))
      }),
      { numRuns: 2000 },
    )
  })

  it('stops applying at a gap and asks later, once', () => {
    const settled: Reading = { seq: 5, turn: 'settled' }
    const [waiting, consequence] = hear(settled, { kind: 'batch', from: 6, to: 7 })
    expect([waiting, consequence]).toEqual([{ seq: 5, turn: 'waiting' }, 'ask-later'])
    expect(hear(waiting, { kind: 'batch', from: 7, to: 8 })).toEqual([waiting, 'nothing'])
    expect(hear(waiting, { kind: 'waited' })).toEqual([{ seq: 5, turn: 'asked' }, 'ask'])
  })

  it('learns from a beat that the last batch was lost, or that the log is another one', () => {
    const settled: Reading = { seq: 5, turn: 'settled' }
    expect(hear(settled, { kind: 'beat', seq: 6 })[1]).toBe('ask-later')
    expect(hear(settled, { kind: 'beat', seq: 2 })[1]).toBe('ask-later')
    expect(hear(settled, { kind: 'beat', seq: 5 })[1]).toBe('nothing')
  })

  it('calls itself live only while it follows the log and hears it', () => {
    const settled: Reading = { seq: 5, turn: 'settled' }
    expect(phaseOf(settled, 1_000)).toBe('live')
    expect(phaseOf(settled, 9_000)).toBe('late')
    expect(phaseOf({ seq: 5, turn: 'waiting' }, 1_000)).toBe('late')
    expect(phaseOf(settled, 15_001)).toBe('gone')
    expect(phaseOf(unread, 1_000)).toBe('connecting')
  })
})

it('a hundred squads that are told of one look drive nothing out of the newest facts', () => {
  const looks = Array.from({ length: 200 }, () => ({ kind: 'track.viewed' }))
  const facts = [{ kind: 'incident.reported' }, ...looks, { kind: 'track.request-told' }, { kind: 'alarm.raised' }]
  expect(newestOf(facts, 100, 0).map(({ kind }) => kind)).toEqual(['incident.reported', 'alarm.raised'])
})
