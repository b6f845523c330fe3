import { Problem } from '@lianqin/shared/wire/problem'

export type Turnstile = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Lets so many through at a time, and so many wait: history must not take the database from whoever works with it now. Who
 * comes when the queue is full is refused at once instead of being kept until it is too late (`server.busy`).
 */
export function createTurnstile({ width, waiting }: { width: number; waiting: number }): Turnstile {
  const held = { inside: 0, queue: [] as (() => void)[] }
  return async (work) => {
    if (held.queue.length >= waiting) throw new Problem('server.busy')
    if (held.inside < width) held.inside += 1
    else await new Promise<void>((go) => held.queue.push(go))
    try {
      return await work()
    } finally {
      const next = held.queue.shift()
      // Whoever waited takes the place that has just become free.
      if (next) next()
      else held.inside -= 1
    }
  }
}
