import { inWgs84 } from '@lianqin/shared/datum'
import type { ImportedIncident, ImportReceipt, Incident, NewIncident } from '@lianqin/shared/incident'
import { conditionOf, defaultCondition, type Matter } from '@lianqin/shared/matter'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { GivenPlace } from '@lianqin/shared/wire/place'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import type { Territory } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { filedTimers, fileLimit, filing } from './filing.engine.ts'
import { visibleIncidents } from './incident.query.ts'
import { mergeNew, refuseFalseRepeat } from './merging.moves.ts'

const FILERS = ['dispatcher', 'shift-lead']

/**
 * Takes a report. Filed at once, it is routed by a job after the commit, never inside this command. The same external
 * number from the same source is the same case and is answered with it.
 */
export async function reportIncident(trx: Trx, territory: Territory, report: NewIncident): Promise<Incident> {
  const { scope, role } = trx.actor
  const { filed = false, source = role === 'squad-leader' ? 'patrol' : 'desk', externalNo = null } = report
  const matter = matterOf(territory, report.matterId)
  const { conditionCode = null } = report
  const condition = conditionOf(matter, conditionCode)
  if (!condition) throw new Problem('condition.missing', { matter: matter.id, condition: conditionCode })
  if (filed && !FILERS.includes(trx.actor.role)) throw new Problem('session.forbidden', { role: trx.actor.role })
  // Who sees only a part must not learn from a number whether another part has it.
  if (externalNo !== null && scope.kind !== 'district') throw new Problem('session.forbidden', { role })
  const known = externalNo === null ? null : await knownUnder(trx, source, externalNo)
  if (known) return known
  await refuseFalseRepeat(trx, report)
  const place = located(territory, report.place)
  if (scope.kind === 'area' && scope.areaId !== place.areaId)
    throw new Problem('place.outside', { scope: scope.areaId })
  const { address = '', description = '', urgent = condition.urgent } = report
  const reported: Incident = {
    ...blank(trx, territory, matter),
    ...place,
    no: await nextNo(trx),
    conditionCode,
    urgent,
    source,
    externalNo,
    address,
    description,
    reportedAt: trx.now,
  }
  const { district } = territory
  const incident: Incident = filed
    ? { ...reported, ...filing(trx.now, reported, matter, district), state: 'filed' }
    : reported
  if (!(await insertNew(trx, incident))) return sentBefore(trx, incident)
  append(trx, 'incident.reported', { incident }, { audience: [incident.areaId], incidentId: incident.id })
  if (report.duplicateOf !== undefined) return mergeNew(trx, incident, report)
  trx.timers.push(...(filed ? filedTimers(trx.now, incident, district) : [fileLimit(trx.now, incident, district)]))
  return incident
}

/** Takes rows of another system's export: history with its own times. Each row is imported, known already, or refused by code. */
export async function importIncidents(
  trx: Trx,
  territory: Territory,
  rows: readonly ImportedIncident[],
): Promise<ImportReceipt> {
  const receipt: ImportReceipt = { imported: 0, known: 0, refused: [] }
  for (const row of rows) {
    try {
      if (await importOne(trx, territory, row)) receipt.imported++
      else receipt.known++
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      receipt.refused.push({ line: row.line, code: error.code })
    }
  }
  return receipt
}

async function importOne(trx: Trx, territory: Territory, row: ImportedIncident): Promise<boolean> {
  const matter = matterOf(territory, row.matterId)
  const reportedAt = toMoment(Date.parse(row.reportedAt))
  const closedAt = row.closedAt === null ? null : toMoment(Date.parse(row.closedAt))
  if (closedAt !== null && closedAt < reportedAt) throw new Problem('import.bad-row', { line: row.line })
  if (reportedAt > trx.now || (closedAt ?? '') > trx.now) throw new Problem('import.bad-row', { line: row.line })
  const place = located(territory, row.place)
  if (await knownUnder(trx, 'import', row.externalNo)) return false
  const { line: _, place: __, ...kept } = row
  const incident: Incident = {
    ...blank(trx, territory, matter),
    ...kept,
    ...place,
    no: await nextNo(trx),
    source: 'import',
    reportedAt,
    closedAt,
    state: closedAt === null ? 'reported' : 'closed',
    outcome: closedAt === null ? null : 'settled',
  }
  if (!(await insertNew(trx, incident))) return false
  append(trx, 'incident.imported', { incident }, { audience: [incident.areaId], incidentId: incident.id })
  if (closedAt === null) trx.timers.push(fileLimit(trx.now, incident, territory.district))
  return true
}

function matterOf(territory: Territory, id: Matter['id']): Matter {
  const matter = territory.catalogue.matterById.get(id)
  if (!matter) throw new Problem('matter.missing', { id })
  return matter
}

function located(territory: Territory, given: GivenPlace): Pick<Incident, 'lon' | 'lat' | 'areaId'> {
  const place = inWgs84(given)
  const areaId = territory.locate(place)
  if (!areaId) throw new Problem('place.outside', { lon: given.lon, lat: given.lat, crs: given.crs })
  return { ...place, areaId }
}

const blank = (trx: Trx, { catalogueVersion }: Territory, matter: Matter) => ({
  id: freshId('incident', trx.now),
  matterId: matter.id,
  catalogueVersion,
  conditionCode: null,
  state: 'reported' as const,
  urgent: defaultCondition(matter).urgent,
  filedAt: null,
  limit: null,
  dueAt: null,
  extensions: 0,
  leftMs: null,
  suspendedUntil: null,
  askedSince: null,
  slots: [],
  cardId: null,
  level: 0,
  handledAt: null,
  closedAt: null,
  outcome: null,
  closingCode: null,
  duplicateOf: null,
  major: false,
  partOf: null,
  relocated: false,
  version: 1,
})

const knownUnder = (trx: Trx, source: Incident['source'], externalNo: string) =>
  visibleIncidents(trx, trx.actor.scope)
    .where('source', '=', source)
    .where('externalNo', '=', externalNo)
    .executeTakeFirst()

async function nextNo(trx: Trx): Promise<number> {
  const { rows } = await sql<{ no: number }>`select nextval('incident_no') as no`.execute(trx)
  return rows[0]?.no ?? 0
}

/** False if the same external number came in by another hand at the same moment: that one was first, and stands. */
async function insertNew(trx: Trx, incident: Incident): Promise<boolean> {
  const added = await trx
    .insertInto('incident')
    .values({
      ...incident,
      slots: JSON.stringify(incident.slots),
      limit: incident.limit && JSON.stringify(incident.limit),
    })
    .onConflict((conflict) =>
      conflict.columns(['source', 'externalNo']).where('externalNo', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

async function sentBefore(trx: Trx, { source, externalNo }: Incident): Promise<Incident> {
  const known = externalNo === null ? undefined : await knownUnder(trx, source, externalNo)
  if (!known) throw new Problem('server.busy')
  return known
}
