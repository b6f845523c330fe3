import type { EventKind } from '@lianqin/shared/events'
import type { Logger } from 'pino'
import { hangUp, openAppHttp } from './app.http.ts'
import { startAuditor } from './check/auditor.ts'
import type { Config } from './config.ts'
import { demoDistrict, loadDemo, refuseDemoAccounts } from './demo/demo.moves.ts'
import { writeDemoDuty } from './demo/demo-duty.moves.ts'
import { dispatchJobs } from './dispatch/dispatch.jobs.ts'
import { travelAhead } from './dispatch/travel.jobs.ts'
import { openTravel } from './dispatch/travel.ts'
import { openTerritory } from './jurisdiction/territory.ts'
import { lastSeq } from './kernel/event-log.ts'
import { type Ground, openGround } from './kernel/ground.ts'
import { openLogReader } from './kernel/log-reader.ts'
import { openRinging } from './kernel/ringing.ts'
import { squadJobs } from './squad/squad.jobs.ts'
import { openUnits } from './unit/units.ts'
import { openWall } from './wall/wall.socket.ts'

/** What is kept in memory of the district is read anew on these facts. */
const RELOADING: readonly EventKind[] = ['district.loaded', 'catalogue.loaded']

/** Opens everything in order and hands back how to listen and how to close in reverse. With its doors, what knows every room. */
export async function openApp(config: Config, logger: Logger) {
  const ground = await openGround(config, logger)
  const { db, write, bus, metrics, failed, clock } = ground
  const { districtId, publicUrl } = config
  const demo = config.demo && (await loadDemo(db, write, demoDistrict()))
  if (!config.demo) await refuseDemoAccounts(db)
  // What is loaded now is kept true by the log from here on.
  const since = await lastSeq(db, districtId)
  const { territory, units, around, ringing } = await openField(config, ground)
  if (demo) await writeDemoDuty(db, write, territory, demoDistrict())
  const state = { ready: false }
  const auditor = startAuditor({ db, write, metrics, clock, failed })
  const isReady = () => state.ready && territory.isLoaded() && ringing.isAlive()
  const http = await openAppHttp({ config, ground, around, units, isReady, verdict: auditor.verdict })
  const wall = await openWall({ ...ground, http: http.server, districtId, publicUrl, positions: { ...units, clock } })
  const heard: Parameters<typeof openLogReader>[0]['heard'] = async ({ events }) => {
    if (events.some(({ kind }) => RELOADING.includes(kind))) await territory.reload()
    await units.hear(events)
  }
  const reader = openLogReader({ db, districtId, bus, failed, since, heard })
  ringing.start()
  return {
    /** For whoever checks the promises from inside: tests and the crash ledger. */
    db,
    lost: ground.lost,
    listen: async () => {
      const url = await http.listen({ host: config.host, port: config.port })
      state.ready = true
      return url
    },
    async close() {
      state.ready = false
      auditor.close()
      await hangUp(http, wall)
      for (const part of [ringing, reader, units, ground]) await part.close()
    },
  }
}
export type App = Awaited<ReturnType<typeof openApp>>

/** The district as it is kept in memory, and what rings in it. */
async function openField({ districtId, travel: router }: Config, ground: Ground) {
  const { db, bus, metrics, failed, clock } = ground
  const territory = await openTerritory(db, districtId)
  const units = await openUnits({ db, bus, territory, failed })
  const travel = openTravel({ router, clock, failed, counted: (outcome) => metrics.travel.inc({ outcome }) })
  const around = { territory, fixes: units.book, travel }
  const ringing = openRinging(ground, {
    handlers: { ...dispatchJobs(around), ...squadJobs(territory) },
    ahead: travelAhead(db, around, clock),
    isOpen: territory.isLoaded,
  })
  return { territory, units, around, ringing }
}
