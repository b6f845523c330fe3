import type { Logger } from 'pino'
import { openField } from './app.field.ts'
import { hangUp, openAppHttp } from './app.http.ts'
import { startAuditor } from './check/auditor.ts'
import type { Config } from './config.ts'
import { demoDistrict, loadDemo, refuseDemoAccounts } from './demo/demo.moves.ts'
import { writeDemoDuty } from './demo/demo-duty.moves.ts'
import { lastSeq } from './kernel/event-log.ts'
import { openGround } from './kernel/ground.ts'
import { openLogReader } from './kernel/log-reader.ts'
import { openWall } from './wall/wall.socket.ts'

/** Opens everything in order and hands back how to listen and how to close in reverse. With its doors, what knows every room. */
export async function openApp(config: Config, logger: Logger) {
  const ground = await openGround(config, logger)
  const { db, write, bus, metrics, failed, clock } = ground
  const { districtId, publicUrl } = config
  const demo = config.demo && (await loadDemo(db, write, demoDistrict()))
  if (!config.demo) await refuseDemoAccounts(db)
  // What is loaded now is kept true by the log from here on.
  const since = await lastSeq(db, districtId)
  const field = await openField(config, ground)
  const { territory, units, ringing, terminals } = field
  if (demo) await writeDemoDuty(db, write, territory, demoDistrict())
  const state = { ready: false, terminalPort: null as number | null }
  const auditor = startAuditor({ db, write, metrics, clock, failed })
  const isReady = () => state.ready && territory.isLoaded() && ringing.isAlive()
  const http = await openAppHttp({ config, ground, field, isReady, verdict: auditor.verdict })
  const positions = { ...units, metrics, clock, uptime: () => performance.now() }
  const wall = await openWall({ ...ground, http: http.server, districtId, publicUrl, positions })
  const reader = openLogReader({ db, districtId, bus, failed, since, heard: ({ events }) => field.hear(events) })
  ringing.start()
  return {
    /** For whoever checks the promises from inside: tests and the crash ledger. */
    db,
    lost: ground.lost,
    devices: { get: field.devices.book.get, flush: field.devices.ledger.flush },
    /** Where terminals call, once listening. */
    terminalPort: () => state.terminalPort,
    duty: field.duty,
    tracks: field.tracks,
    presence: field.presence,
    distress: field.distress,
    take: field.intake.take,
    listen: async () => {
      const url = await http.listen({ host: config.host, port: config.port })
      state.terminalPort = config.jt808 ? await terminals.listen(config.jt808.host, config.jt808.port) : null
      state.ready = true
      return url
    },
    async close() {
      state.ready = false
      auditor.close()
      await terminals.close()
      await hangUp(http, wall)
      const { devices, distress, presence, tracks } = field
      for (const part of [ringing, reader, devices, distress, units, presence, tracks, ground]) await part.close()
    },
  }
}
export type App = Awaited<ReturnType<typeof openApp>>
