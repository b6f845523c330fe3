import type { Incident } from '@lianqin/shared/incident'
import type { Scope } from '@lianqin/shared/person'
import type { Slot } from '@lianqin/shared/plan'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'
import type { Case } from './case-book.engine.ts'
import { rank } from './dispatch.rank.ts'
import { groundFor, type Question, rankOverStreets, type Surroundings } from './ground.query.ts'
import { triedSquads } from './slots.engine.ts'

/** Everything that hangs on an incident. */
export async function caseOf(db: Db, incident: Incident): Promise<Case> {
  const { id } = incident
  const [tasks, offers, alarms, approvals, supervisions] = await Promise.all([
    db.selectFrom('task').selectAll().where('incidentId', '=', id).orderBy('openedAt').execute(),
    db.selectFrom('offer').selectAll().where('incidentId', '=', id).orderBy('madeAt').execute(),
    db.selectFrom('alarm').selectAll().where('incidentId', '=', id).orderBy('raisedAt').execute(),
    db.selectFrom('approval').selectAll().where('incidentId', '=', id).orderBy('askedAt').orderBy('step').execute(),
    db.selectFrom('supervision').selectAll().where('incidentId', '=', id).orderBy('issuedAt').execute(),
  ])
  return { incident, tasks, offers, alarms, approvals, supervisions }
}

interface Asked {
  /** The places in the case that are to be filled. */
  slots: readonly Slot[]
  now: Moment
  scope: Scope
}

/** Ranks the squads for each place in a case under its lock: travel times are those looked up before. Commits nothing. */
export async function recommendEach(
  db: Db,
  around: Surroundings,
  held: Case,
  asked: Asked,
): Promise<Map<Slot['id'], Recommendation>> {
  if (asked.slots.length === 0) return new Map()
  const ground = await groundFor(db, around, questionOf(held, asked))
  return new Map(asked.slots.map((slot) => [slot.id, rank({ ...ground, slot })]))
}

/** The same for whoever holds no lock, in the order of the places: the map service is asked first, where there is one. */
export const recommendOverStreets = (db: Db, around: Surroundings, held: Case, asked: Asked) =>
  rankOverStreets(db, around, questionOf(held, asked), asked.slots)

const questionOf = (held: Case, { now, scope }: Asked): Question => ({
  now,
  scope,
  incident: held.incident,
  areaId: held.incident.areaId,
  matterId: held.incident.matterId,
  catalogueVersion: held.incident.catalogueVersion,
  tried: triedSquads(held),
})
