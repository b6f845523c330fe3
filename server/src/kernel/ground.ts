import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { assertSound } from './asserts.ts'
import { localBus, redisBus } from './bus.ts'
import { openDb } from './db.ts'
import { createMetrics } from './metrics.ts'
import { migrate } from './migrate.ts'
import { openBell } from './queue.ts'
import { createSessionCache } from './session-cache.ts'
import type { ArmedTimer } from './timer-rows.ts'
import { createWrite } from './write.ts'

export type Ground = Awaited<ReturnType<typeof openGround>>

/** What every room stands on: the database, migrated and found sound; the bell, the bus, and the way to write. */
export async function openGround(config: Config, logger: Logger) {
  const { districtId, redisUrl } = config
  const metrics = createMetrics()
  const failed = (part: string, error: unknown) => {
    metrics.faults.inc({ part: part.split(' ')[0] ?? part })
    logger.error({ part, err: error }, 'fault')
  }
  const database = await openDb({ url: config.databaseUrl, directory: config.dataDir })
  try {
    await assertSound(database, redisUrl)
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  const bus = redisUrl === null ? localBus() : redisBus(redisUrl, districtId, failed)
  const bell = openBell({ redisUrl, districtId, pool: database.queuePool, failed })
  const committed = (armed: ArmedTimer[]) => {
    metrics.commands.inc()
    bus.say('wake', null)
    bell.ring(armed)
  }
  /** Milliseconds of this process's clock: for ages and limits, never for a deadline of a case. */
  const clock = () => Date.now()
  return {
    db: database.db,
    sessions: createSessionCache({ db: database.db, bus, clock }),
    reserve: database.reserve,
    lost: database.lost,
    kind: database.kind,
    write: createWrite({ db: database.db, districtId, committed }),
    writeReserve: createWrite({ db: database.reserve, districtId, committed }),
    bus,
    bell,
    metrics,
    logger,
    failed,
    clock,
    async close() {
      await bell.close()
      await bus.close()
      await database.close()
    },
  }
}
