import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { command, misuse } from './command.ts'
import type { Played, Share } from './simulate.thread.ts'

const USAGE = `Plays simulated days by the rules of production, and holds every promise about dispatch against each step.

  npm run simulate -- [--seeds 2000] [--from 1] [--days 1] [--trace]

  --seeds   how many seeds; each is a district's day of its own, with phones, timers and servers of its own unreliability
  --from    the first of them
  --days    how many days each of them lasts
  --trace   also prints everything that happened, for one seed

The last line says how many passed. Of each seed that failed it is told which promise broke and how it came to that; the
same seed plays the same day again: --seeds 1 --from SEED --trace. Ends with 1 if any failed.
`
/** Seeds in one order to a thread: few enough that all threads end at about the same time. */
const SHARE = 10
const THREADS_AT_MOST = 4

await command(USAGE, main)

async function main(): Promise<number> {
  const order = readOrder()
  const shares = cut(order)
  const failed: number[] = []
  const count = { passed: 0, played: 0, cases: 0, steps: 0 }
  const threads = Math.min(THREADS_AT_MOST, availableParallelism(), shares.length)
  const heard = ({ seed, broken, cases, steps, lines }: Played) => {
    count.cases += cases
    count.steps += steps
    for (const line of lines) process.stdout.write(`${line}\n`)
    if (broken) failed.push(seed)
    else count.passed++
    if (++count.played % 100 === 0) process.stderr.write(`${count.played} of ${order.seeds} played\n`)
  }
  await Promise.all(Array.from({ length: threads }, () => work(shares, heard)))
  process.stdout.write(
    `${order.seeds * order.days} days, ${count.cases} cases, ${count.steps} steps, each held against every promise about dispatch\n`,
  )
  if (failed.length > 0) process.stdout.write(`failed: ${failed.sort((a, b) => a - b).join(' ')}\n`)
  process.stdout.write(`${count.passed} passed, ${failed.length} failed\n`)
  return failed.length > 0 ? 1 : 0
}

/** One thread takes one share after the other until there are none. */
function work(shares: Share[], heard: (played: Played) => void): Promise<void> {
  const worker = new Worker(new URL('./simulate.thread.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    const next = () => {
      const share = shares.shift()
      if (share) worker.postMessage(share)
      else worker.terminate().then(() => resolve(), reject)
    }
    worker.on('message', (played: Played | 'done') => (played === 'done' ? next() : heard(played)))
    worker.on('error', reject)
    next()
  })
}

function cut({ seeds, from, days, trace }: { seeds: number; from: number; days: number; trace: boolean }): Share[] {
  return Array.from({ length: Math.ceil(seeds / SHARE) }, (_, index) => ({
    from: from + index * SHARE,
    seeds: Math.min(SHARE, seeds - index * SHARE),
    days,
    trace,
  }))
}

function readOrder() {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({
    options: { seeds: text, from: text, days: text, trace: flag },
  })
  return {
    seeds: whole('--seeds', values.seeds ?? '2000'),
    from: whole('--from', values.from ?? '1'),
    days: whole('--days', values.days ?? '1'),
    trace: values.trace ?? false,
  }
}

function whole(name: string, given: string): number {
  const value = Number(given)
  if (!Number.isInteger(value) || value < 1) throw misuse(`${name} takes a whole number from 1 on, not ${given}`)
  return value
}
