import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Audit } from '@lianqin/shared/audit'
import { alarmRoutes } from './alarm/alarm.routes.ts'
import type { Field } from './app.field.ts'
import { approvalRoutes } from './approval/approval.routes.ts'
import { checkRoutes } from './check/check.routes.ts'
import type { Config } from './config.ts'
import { demoRoutes } from './demo/demo.routes.ts'
import { bulkRoutes } from './device/bulk.routes.ts'
import { deviceRoutes } from './device/device.routes.ts'
import { doubted } from './device/reception.ts'
import { decidingRoutes } from './dispatch/deciding.routes.ts'
import { dispatchRoutes } from './dispatch/dispatch.routes.ts'
import { releaseAlarmsOf } from './dispatch/leaving.moves.ts'
import { previewRoutes } from './dispatch/preview.routes.ts'
import { crewRoutes } from './duty/crew.routes.ts'
import { officerRoutes } from './duty/officer.routes.ts'
import { endShiftOf } from './duty/shift.moves.ts'
import { shiftRoutes } from './duty/shift.routes.ts'
import { tableRoutes } from './duty/table.routes.ts'
import { evaluationRoutes } from './evaluation/evaluation.routes.ts'
import { paperRoutes } from './evaluation/paper.routes.ts'
import { incidentRoutes } from './incident/incident.routes.ts'
import { jurisdictionRoutes } from './jurisdiction/jurisdiction.routes.ts'
import type { TerritoryBook } from './jurisdiction/territory.ts'
import type { Ground } from './kernel/ground.ts'
import { logRoutes } from './log/log.routes.ts'
import { catalogueRoutes } from './matter/catalogue.routes.ts'
import { offerRoutes } from './offer/offer.routes.ts'
import { auditRoutes } from './outcome/audit.routes.ts'
import { decisionRoutes } from './outcome/decision.routes.ts'
import { leadRoutes } from './outcome/lead.routes.ts'
import { noteRoutes } from './outcome/note.routes.ts'
import { photoRoutes } from './outcome/photo.routes.ts'
import type { LeaveBehind } from './person/person.moves.ts'
import { personRoutes } from './person/person.routes.ts'
import { presenceRoutes } from './presence/presence.routes.ts'
import { replayRoutes } from './replay/replay.routes.ts'
import { squadRoutes } from './squad/squad.routes.ts'
import { supervisionRoutes } from './supervision/supervision.routes.ts'
import { taskRoutes } from './task/task.routes.ts'
import { exportRoutes } from './track/export.routes.ts'
import { requestRoutes } from './track/request.routes.ts'
import { trackRoutes } from './track/track.routes.ts'
import { unitRoutes } from './unit/unit.routes.ts'

interface Needs {
  config: Pick<Config, 'districtId' | 'publicUrl' | 'demo' | 'drill'>
  ground: Ground
  field: Field
  /** What the auditor found when it last went round. */
  verdict: () => Audit
}

/** Every room's door, one line each, from left to right as rooms may know each other. */
export const appRoutes: FastifyPluginAsyncTypebox<Needs> = async (api, { config, ground, field, verdict }) => {
  const { db, write, sessions, bus, clock, failed } = ground
  const { districtId, publicUrl, demo, drill } = config
  const { territory, around, units, devices, intake, leading } = field
  const { book, ledger } = devices
  const leaveBehind = leaving(territory)
  await api.register(personRoutes, { db, write, sessions, bus, publicUrl, demo, clock, leaveBehind })
  await api.register(demoRoutes, { db, territory, demo, drill })
  await api.register(jurisdictionRoutes, { db, territory })
  await api.register(catalogueRoutes, { db, territory })
  await api.register(squadRoutes, { db, write, territory })
  await api.register(unitRoutes, {
    ...units,
    intake,
    leading,
    clock,
    doubted: (whose, seen) => ledger.doubt(doubted(intake, { deviceId: null, ...whose }, seen)),
  })
  await api.register(deviceRoutes, { db, write, book })
  await api.register(bulkRoutes, { ...devices, roster: units.roster, clock })
  await api.register(trackRoutes, { db, write, territory, clock, failed })
  await api.register(requestRoutes, { db, write, territory })
  await api.register(exportRoutes, { db, write, territory, clock, failed })
  await api.register(presenceRoutes, { db, write, territory })
  await api.register(incidentRoutes, { db, write, districtId, territory, clock })
  await api.register(taskRoutes, { db })
  await api.register(offerRoutes, { db })
  await api.register(alarmRoutes, { db })
  await api.register(approvalRoutes, { db })
  await api.register(supervisionRoutes, { db })
  await api.register(photoRoutes, { db, write })
  await api.register(noteRoutes, { write })
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
  await api.register(evaluationRoutes, { db, territory, clock })
  await api.register(paperRoutes, { db, territory, clock })
  await api.register(logRoutes, { db, districtId })
  await api.register(checkRoutes, { db, districtId, verdict })
}

/** What whoever is disabled must not keep: alarms that would call nobody, and a place at a desk. */
const leaving =
  (territory: TerritoryBook): LeaveBehind =>
  async (trx, id) => {
    await releaseAlarmsOf(trx, territory, id)
    await endShiftOf(trx, id)
  }
