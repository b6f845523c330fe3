import type { Incident } from '@lianqin/shared/incident'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import { liveOfferStates } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import type { Slot } from '@lianqin/shared/plan'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import { boundStates } from '@lianqin/shared/task'
import type { Fix } from '@lianqin/shared/unit'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db } from '../kernel/db.ts'
import { visibleSquads } from '../squad/squad.query.ts'
import type { FixBook } from '../unit/fix-book.ts'
import { rank } from './dispatch.rank.ts'
import type { Ground } from './ground.rank.ts'
import type { Travel } from './travel.ts'

/** What ranking needs besides the database. */
export interface Surroundings {
  territory: TerritoryBook
  fixes: FixBook
  travel: Travel
}

/** What is ranked for, and for whom: of a case that stands, or of a report that is still being written. */
export interface Question extends Pick<Ground, 'incident' | 'tried' | 'now'> {
  areaId: Area['id']
  matterId: Matter['id']
  /** The edition of the catalogue that says who is competent. */
  catalogueVersion: number
  scope: Scope
}

/** The ground of a whole case: each place to be filled is ranked on it. */
export type Surveyed = Omit<Ground, 'slot'>

/**
 * The ground as it stands now, for somebody with these rights: a township hears nothing of another township's squads, not
 * even that they were passed over. Travel times are those remembered: no network is asked, so that it may stand under a lock.
 */
export async function groundFor(db: Db, around: Surroundings, question: Question): Promise<Surveyed> {
  const { areaById, forces, unitsOf, district } = around.territory.current()
  const { areaId, matterId, catalogueVersion, scope, ...asked } = question
  const { matterById } = await around.territory.catalogueAt(db, catalogueVersion)
  const area = areaById.get(areaId)
  const matter = matterById.get(matterId)
  if (!area || !matter) throw new Problem('matter.missing', { id: matterId })
  const [squads, load, pressed, ended] = await Promise.all([
    visibleSquads(db, scope),
    loads(db, asked.incident.id),
    pressedSquads(db),
    lastEnds(db, asked.now),
  ])
  const fixes = around.fixes.byUnit
  return {
    ...asked,
    area,
    matter,
    limits: district.settings,
    forces,
    squads,
    units: unitsOf,
    fixes,
    travel: around.travel.known(asked.incident, fixes),
    load,
    pressed,
    idleSince: new Map([...ended].filter(([squadId]) => !load.has(squadId))),
  }
}

/**
 * Ranks for each place by what is known, asks the map service for the ways of whoever came out likeliest, and ranks again.
 * Never under a lock.
 */
export async function rankOverStreets(
  db: Db,
  around: Surroundings,
  question: Question,
  slots: readonly Slot[],
): Promise<Recommendation[]> {
  const ground = await groundFor(db, around, question)
  const rankBy = (travel: Ground['travel']) => slots.map((slot) => rank({ ...ground, slot, travel }))
  const first = rankBy(ground.travel)
  if (!around.travel.asks) return first
  await around.travel.ask(ground.incident, likeliest(ground, first))
  return rankBy(around.travel.known(ground.incident, ground.fixes))
}

/** The positions of whoever would drive there, best squad first; whoever walks is estimated. */
function likeliest({ units, fixes }: Surveyed, recommendations: readonly Recommendation[]): Fix[] {
  const squadIds = new Set(recommendations.flatMap(({ ranked }) => ranked.map(({ squadId }) => squadId)))
  return [...squadIds].flatMap((squadId) =>
    (units.get(squadId) ?? []).flatMap((unit) => (unit.kind === 'foot' ? [] : (fixes.get(unit.id) ?? []))),
  )
}

/** How many tasks each squad is bound by or being asked about; being asked about this very case is no load. */
export async function loads(db: Db, incidentId: Incident['id'] | null): Promise<Map<Squad['id'], number>> {
  const asked = db.selectFrom('offer').select('squadId').where('state', 'in', liveOfferStates)
  const others = incidentId === null ? asked : asked.where('incidentId', '!=', incidentId)
  const bound = db.selectFrom('task').select('squadId').where('state', 'in', boundStates)
  const rows = await bound.unionAll(others).execute()
  const load = new Map<Squad['id'], number>()
  for (const { squadId } of rows) if (squadId) load.set(squadId, (load.get(squadId) ?? 0) + 1)
  return load
}

/** Who is bound by a case that is urgent or major. */
async function pressedSquads(db: Db): Promise<Set<Squad['id']>> {
  const rows = await db
    .selectFrom('task')
    .innerJoin('incident', 'incident.id', 'task.incidentId')
    .select('task.squadId')
    .where('task.state', 'in', boundStates)
    .where((is) => is.or([is('incident.urgent', '=', true), is('incident.major', '=', true)]))
    .execute()
  return new Set(rows.flatMap(({ squadId }) => squadId ?? []))
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
