import { createPostgresBackend, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type pg from 'pg'
import type { ArmedTimer } from './timer-rows.ts'

/** By district: two deployments may share one Redis. */
const queueOf = (districtId: string) => `timers-${districtId}`
const CONCURRENCY = 4
/** Two kills on one job are nothing unusual here, and the default of one would fail it for good. */
const WORKER = {
  concurrency: CONCURRENCY,
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 20,
  runRetryDelay: 500,
}

/** The bell: rings a timer's id when its time has come. It may be lost, late or double; the row decides. */
export interface Bell {
  ring: (armed: ArmedTimer[]) => void
  start: (fire: (timerId: string) => Promise<void>) => void
  close: () => Promise<void>
}

interface Needs {
  redisUrl: string | null
  districtId: string
  pool: pg.Pool
  failed: (what: string, error: unknown) => void
}

export function openBell({ redisUrl, districtId, pool, failed }: Needs): Bell {
  const redis = redisUrl === null ? null : openRedis(redisUrl, failed)
  const connection = redis ? { connection: redis } : { connection: pool as never }
  const backend = redis ? ([] as const) : ([createPostgresBackend] as const)
  const queue = new Queue(queueOf(districtId), { ...connection, skipVersionCheck: true } as never, ...(backend as []))
  queue.on('error', (error) => failed('queue', error))
  let worker: Worker | null = null

  async function add({ id, version, delayMs }: ArmedTimer) {
    await queue.add(
      'ring',
      { timerId: id },
      { jobId: `${id}-${version}`, delay: delayMs, removeOnComplete: 1_000, removeOnFail: 1_000 },
    )
  }

  return {
    // Not waited for: the row is already there, and the sweeper rings where the bell fails.
    ring: (armed) => {
      for (const timer of armed) add(timer).catch((error) => failed('bell', error))
    },
    start(fire) {
      worker = new Worker(
        queueOf(districtId),
        (job) => fire(job.data.timerId),
        { ...connection, ...WORKER } as never,
        ...(backend as []),
      )
      worker.on('error', (error) => failed('bell', error))
    },
    async close() {
      await worker?.close()
      await queue.close()
      redis?.disconnect()
    },
  }
}

export function openRedis(url: string, failed: Needs['failed']): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    connectTimeout: 2_000,
    retryStrategy: (times) => Math.min(2_000, 100 * times),
  })
  redis.on('error', (error) => failed('redis', error))
  return redis
}
