import type { EventKind } from '@lianqin/shared/events'
import type { Logger } from 'pino'
import { alarmRoutes } from './alarm/alarm.routes.ts'
import { approvalRoutes } from './approval/approval.routes.ts'
import { startAuditor } from './check/auditor.ts'
import { checkRoutes } from './check/check.routes.ts'
import type { Config } from './config.ts'
import { demoDistrict, loadDemo, refuseDemoAccounts } from './demo/demo.moves.ts'
import { demoRoutes } from './demo/demo.routes.ts'
import { TERMINAL_RATE } from './device/bucket.ts'
import { bulkRoutes } from './device/bulk.routes.ts'
import { deviceRoutes } from './device/device.routes.ts'
import { openDevices } from './device/devices.ts'
import { doorRoutes } from './device/door.routes.ts'
import { openTerminals } from './device/jt808-listener.ts'
import { doubted } from './device/reception.ts'
import { decidingRoutes } from './dispatch/deciding.routes.ts'
import { dispatchJobs } from './dispatch/dispatch.jobs.ts'
import { dispatchRoutes } from './dispatch/dispatch.routes.ts'
import { releaseAlarmsOf } from './dispatch/leaving.moves.ts'
import { previewRoutes } from './dispatch/preview.routes.ts'
import { travelAhead } from './dispatch/travel.jobs.ts'
import { openTravel } from './dispatch/travel.ts'
import { crewRoutes } from './duty/crew.routes.ts'
import { officerRoutes } from './duty/officer.routes.ts'
import { endShiftOf } from './duty/shift.moves.ts'
import { shiftRoutes } from './duty/shift.routes.ts'
import { tableRoutes } from './duty/table.routes.ts'
import { incidentRoutes } from './incident/incident.routes.ts'
import { jurisdictionRoutes } from './jurisdiction/jurisdiction.routes.ts'
import { openTerritory } from './jurisdiction/territory.ts'
import { lastSeq } from './kernel/event-log.ts'
import { openGround } from './kernel/ground.ts'
import { health } from './kernel/health.ts'
import { openHttp } from './kernel/http.ts'
import { openLogReader } from './kernel/log-reader.ts'
import { addPages } from './kernel/pages.ts'
import { openRinging } from './kernel/ringing.ts'
import { byClock } from './kernel/write.ts'
import { logRoutes } from './log/log.routes.ts'
import { catalogueRoutes } from './matter/catalogue.routes.ts'
import { offerRoutes } from './offer/offer.routes.ts'
import { auditRoutes } from './outcome/audit.routes.ts'
import { decisionRoutes } from './outcome/decision.routes.ts'
import { leadRoutes } from './outcome/lead.routes.ts'
import { photoRoutes } from './outcome/photo.routes.ts'
import { personRoutes } from './person/person.routes.ts'
import { presenceRoutes } from './presence/presence.routes.ts'
import { openPresence } from './presence/presence.ts'
import { replayRoutes } from './replay/replay.routes.ts'
import { squadJobs } from './squad/squad.jobs.ts'
import { squadRoutes } from './squad/squad.routes.ts'
import { supervisionRoutes } from './supervision/supervision.routes.ts'
import { taskRoutes } from './task/task.routes.ts'
import { armPurge } from './track/purge.moves.ts'
import { trackJobs } from './track/track.jobs.ts'
import { trackRoutes } from './track/track.routes.ts'
import { openTracks } from './track/tracks.ts'
import { createIntake } from './unit/intake.ts'
import { unitRoutes } from './unit/unit.routes.ts'
import { openUnits } from './unit/units.ts'
import { openWall } from './wall/wall.socket.ts'

const HANG_UP_MS = 50
/** What is kept in memory of the district is read anew on these facts. */
const RELOADING: readonly EventKind[] = ['district.loaded', 'catalogue.loaded']

/** Opens everything in order and hands back how to listen and how to close in reverse. The one file that knows every room. */
export async function openApp(config: Config, logger: Logger) {
  const ground = await openGround(config, logger)
  const { db, write, sessions, bus, metrics, failed, clock } = ground
  const { districtId, publicUrl, demo, drill } = config
  if (demo) await loadDemo(db, write, demoDistrict())
  else await refuseDemoAccounts(db)
  // What is loaded now is kept true by the log from here on.
  const since = await lastSeq(db, districtId)
  const territory = await openTerritory(db, districtId)
  const units = await openUnits({ db, bus, territory, failed })
  const tracks = await openTracks({ db, districtId, territory, metrics, clock, failed })
  const presence = await openPresence({ db, write, territory, roster: units.roster, failed })
  const intake = createIntake({
    ...units,
    clock,
    metrics,
    taken: (fix, verdict) => {
      tracks.note(fix)
      if (verdict !== 'newest') return
      units.note(fix)
      presence.note(fix)
    },
  })
  const devices = await openDevices({ db, intake, metrics, clock, failed })
  const terminals = openTerminals({ ...devices, write, metrics, clock, failed, rate: TERMINAL_RATE })
  const travel = openTravel({
    router: config.travel,
    clock,
    failed,
    counted: (outcome) => metrics.travel.inc({ outcome }),
  })
  const around = { territory, fixes: units.book, travel }
  const ahead = travelAhead(db, around, clock)
  const ringing = openRinging(ground, {
    handlers: { ...dispatchJobs(around), ...squadJobs(territory), ...trackJobs(territory) },
    ahead,
    isOpen: territory.isLoaded,
  })

  const state = { ready: false, terminalPort: null as number | null }
  const http = await openHttp(config, ground)
  const auditor = startAuditor({ db, write, metrics, clock, failed })
  const { verdict } = auditor
  await http.register(health, {
    db,
    metrics,
    isReady: () => state.ready && territory.isLoaded() && ringing.isAlive(),
    audit: () => ({ at: verdict().at, forgotten: verdict().forgotten.length }),
  })
  await http.register(
    async (api) => {
      await api.register(personRoutes, {
        db,
        write,
        sessions,
        bus,
        publicUrl,
        demo,
        clock,
        leaveBehind: async (trx, id) => {
          await releaseAlarmsOf(trx, territory, id)
          await endShiftOf(trx, id)
        },
      })
      await api.register(demoRoutes, { db, territory, demo, drill })
      await api.register(jurisdictionRoutes, { db, territory })
      await api.register(catalogueRoutes, { db, territory })
      await api.register(squadRoutes, { db, write, territory })
      await api.register(unitRoutes, {
        ...units,
        intake,
        clock,
        doubted: (...position) => devices.ledger.doubt(doubted(null, ...position)),
      })
      await api.register(deviceRoutes, { db, write, book: devices.book })
      await api.register(bulkRoutes, { ...devices, roster: units.roster, clock })
      await api.register(trackRoutes, { db, write, territory, clock, failed })
      await api.register(presenceRoutes, { db, territory })
      await api.register(incidentRoutes, { db, write, districtId, territory, clock })
      await api.register(taskRoutes, { db })
      await api.register(offerRoutes, { db })
      await api.register(alarmRoutes, { db })
      await api.register(approvalRoutes, { db })
      await api.register(supervisionRoutes, { db })
      await api.register(photoRoutes, { db, write })
      await api.register(leadRoutes, { db, write, territory })
      await api.register(decisionRoutes, { db, write, territory })
      await api.register(auditRoutes, { db })
      await api.register(dispatchRoutes, { db, write, around, clock })
      await api.register(previewRoutes, { db, around, clock })
      await api.register(officerRoutes, { db, write, territory })
      await api.register(shiftRoutes, { db, write, clock })
      await api.register(tableRoutes, { db, write, territory, clock })
      await api.register(crewRoutes, { db, write, territory, clock })
      await api.register(decidingRoutes, { write, territory })
      await api.register(replayRoutes, { db, districtId, territory, clock })
      await api.register(logRoutes, { db, districtId })
      await api.register(checkRoutes, { db, districtId, verdict })
    },
    { prefix: '/api/v1' },
  )
  await http.register(doorRoutes, { ...devices, clock })
  await addPages(http)
  const wall = await openWall({
    http: http.server,
    db,
    sessions,
    bus,
    districtId,
    publicUrl,
    metrics,
    positions: { ...units, metrics, clock, uptime: () => performance.now() },
    failed,
    clock,
  })
  const reader = openLogReader({
    db,
    districtId,
    bus,
    failed,
    since,
    heard: async ({ events }) => {
      if (events.some(({ kind }) => RELOADING.includes(kind))) await territory.reload()
      await units.hear(events)
      await devices.hear(events)
      tracks.hear(events)
      presence.hear(events)
      if (events.some(({ kind }) => kind === 'district.loaded')) await armNightly()
    },
  })
  const armNightly = () => write(byClock, (trx) => armPurge(trx, territory))
  if (territory.isLoaded()) await armNightly()
  ringing.start()
  return {
    /** For whoever checks the promises from inside: tests and the crash ledger. */
    db,
    lost: ground.lost,
    devices: { get: devices.book.get, flush: devices.ledger.flush },
    /** Where terminals call, once listening. */
    terminalPort: () => state.terminalPort,
    tracks,
    presence,
    listen: async () => {
      const url = await http.listen({ host: config.host, port: config.port })
      state.terminalPort = config.jt808 ? await terminals.listen(config.jt808.host, config.jt808.port) : null
      state.ready = true
      return url
    },
    async close() {
      state.ready = false
      auditor.close()
      // What is under way is answered; a connection that is then kept alive would hold up the stop for a minute.
      const hangUp = setInterval(() => http.server.closeIdleConnections(), HANG_UP_MS)
      await terminals.close()
      await wall.close()
      await http.close()
      clearInterval(hangUp)
      await ringing.close()
      await reader.close()
      await devices.close()
      await units.close()
      await presence.close()
      await tracks.close()
      await ground.close()
    },
  }
}
export type App = Awaited<ReturnType<typeof openApp>>
