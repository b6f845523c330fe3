// Plays one share of the seeds after the other.
import { parentPort } from 'node:worker_threads'
import { simulate } from '../src/simulation/simulate.engine.ts'
import { traceOf } from '../src/simulation/trace.engine.ts'

/** Which seeds to play. */
export interface Share {
  from: number
  seeds: number
  days: number
  trace: boolean
}

/** What came of one, with what is to be printed about it. */
export interface Played {
  seed: number
  broken: boolean
  cases: number
  steps: number
  lines: string[]
}

const LINES_AT_MOST = 30
if (!parentPort) throw new Error('simulate.thread.ts is started as a worker thread by simulate.ts')
const port = parentPort

port.on('message', ({ from, seeds, days, trace }: Share) => {
  // The rules refuse by throwing, some thousand times a day, and nobody reads where.
  if (!trace) Error.stackTraceLimit = 0
  for (let seed = from; seed < from + seeds; seed++) {
    const verdict = simulate(seed, days)
    const lines = traceOf(verdict, { all: trace, atMost: LINES_AT_MOST })
    port.postMessage({
      seed,
      broken: verdict.broken !== null,
      cases: verdict.cases,
      steps: verdict.steps.length,
      lines,
    } satisfies Played)
  }
  port.postMessage('done')
})
