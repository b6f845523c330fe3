import type { Incident } from '@lianqin/shared/incident'
import { liveOfferStates } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import { boundStates } from '@lianqin/shared/task'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import { visibleSquads } from '../squad/squad.query.ts'
import type { FixBook } from '../unit/fix-book.ts'
import type { Case } from './case-book.engine.ts'
import { rank } from './dispatch.rank.ts'
import { soleSlot, usualLimits } from './ground.rank.ts'
import { triedSquads } from './offering.engine.ts'

/** What ranking needs besides the database. */
export interface Surroundings {
  territory: TerritoryBook
  fixes: FixBook
}

/** Everything that hangs on an incident. */
export async function caseOf(db: Db, incident: Incident): Promise<Case> {
  const { id } = incident
  const [tasks, offers, alarms] = await Promise.all([
    db.selectFrom('task').selectAll().where('incidentId', '=', id).orderBy('openedAt').execute(),
    db.selectFrom('offer').selectAll().where('incidentId', '=', id).orderBy('madeAt').execute(),
    db.selectFrom('alarm').selectAll().where('incidentId', '=', id).orderBy('raisedAt').execute(),
  ])
  return { incident, tasks, offers, alarms }
}

/**
 * Ranks the squads for a case as things stand now, for somebody with these rights: a township hears nothing of another
 * township's squads, not even that they were passed over. Commits nothing.
 */
export async function recommend(
  db: Db,
  { territory, fixes }: Surroundings,
  held: Case,
  { now, scope }: { now: Moment; scope: Scope },
): Promise<Recommendation> {
  const { areaById, matterById, forces, unitsOf } = territory.current()
  const { incident } = held
  const area = areaById.get(incident.areaId)
  const matter = matterById.get(incident.matterId)
  if (!area || !matter) throw new Problem('matter.missing', { id: incident.matterId })
  const [squads, load, ended] = await Promise.all([visibleSquads(db, scope), loads(db), lastEnds(db, now)])
  return rank({
    incident,
    area,
    matter,
    slot: soleSlot,
    limits: usualLimits,
    forces,
    squads,
    units: unitsOf,
    fixes: fixes.byUnit,
    travel: new Map(),
    load,
    idleSince: new Map([...ended].filter(([squadId]) => !load.has(squadId))),
    tried: triedSquads(held),
    now,
  })
}

/** How many tasks each squad is bound by or being asked about. */
async function loads(db: Db): Promise<Map<Squad['id'], number>> {
  const rows = await db
    .selectFrom('task')
    .select('squadId')
    .where('state', 'in', boundStates)
    .unionAll(db.selectFrom('offer').select('squadId').where('state', 'in', liveOfferStates))
    .execute()
  const load = new Map<Squad['id'], number>()
  for (const { squadId } of rows) if (squadId) load.set(squadId, (load.get(squadId) ?? 0) + 1)
  return load
}

/** Who had its last task longer ago than this has simply been idle. */
const IDLE_WITHIN_MS = 12 * 3_600_000

/** When each squad finished the last task it was given lately. */
async function lastEnds(db: Db, now: Moment): Promise<Map<Squad['id'], Moment>> {
  const rows = await db
    .selectFrom('task')
    .select((is) => ['squadId', is.fn.max('handledAt').as('endedAt')])
    .where('openedAt', '>', toMoment(Date.parse(now) - IDLE_WITHIN_MS))
    .where('squadId', 'is not', null)
    .groupBy('squadId')
    .execute()
  return new Map(rows.flatMap(({ squadId, endedAt }) => (squadId && endedAt ? [[squadId, endedAt] as const] : [])))
}
