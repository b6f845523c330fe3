import { describe, expect, it } from 'vitest'
import { simulate } from './simulate.engine.ts'
import { traceOf } from './trace.engine.ts'

/** `npm run simulate` plays 2,000; these are for every change. */
const SHARES = [1, 11, 21, 31, 41, 51]

describe('whatever phones, timers and servers do in a day, every promise about dispatch holds', () => {
  it.each(SHARES)('seeds %i and the nine after it', { timeout: 120_000 }, (from) => {
    for (let seed = from; seed < from + 10; seed++) {
      const verdict = simulate(seed)
      expect(verdict.broken, traceOf(verdict, { all: false, atMost: 30 }).join('\n')).toBeNull()
    }
  })
})

it('the same seed is the same day, step by step', () => {
  const steps = () => simulate(7).steps.map(({ at, by, what, outcome }) => ({ at, by, what, outcome }))
  expect(steps()).toEqual(steps())
})

it('a day has everything in it that the rules tell apart', () => {
  const steps = Array.from({ length: 4 }, (_, index) => simulate(index + 1).steps).flat()
  const moves = new Set(
    steps.flatMap(({ facts }) =>
      facts.map(({ kind, body }) => {
        const { move, alarm } = body as { move?: string; alarm?: { kind: string } }
        return kind === 'alarm.raised' ? `${kind} ${alarm?.kind}` : `${kind} ${move ?? ''}`.trim()
      }),
    ),
  )
  const rare = ['incident.moved extend', 'incident.moved suspend', 'incident.moved takeUp', 'incident.moved forceClose']
  const joint = ['incident.moved raise', 'incident.moved resume', 'incident.amended', 'task.moved recall']
  const told = ['alarm.raised rang-late', 'alarm.raised overdue', 'alarm.moved escalate', 'supervision.moved again']
  expect([...rare, ...joint, ...told].filter((move) => !moves.has(move))).toEqual([])
  expect(steps.some(({ outcome }) => outcome === 'crash')).toBe(true)
})
