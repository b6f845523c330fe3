import type { Person } from '@lianqin/shared/person'
import { earsOf, squadAudience } from '@lianqin/shared/rights'
import type { Squad } from '@lianqin/shared/squad'
import type { Taking } from '@lianqin/shared/track/bulk.rank'
import { filePurposes, GRANT_LASTS_MS, isFile, type TrackGrant, type TrackView } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Territory } from '../jurisdiction/territory.ts'
import type { Actor, Db } from '../kernel/db.ts'
import { visibleSquads } from '../squad/squad.query.ts'

/** Views of the squads within a reader's reach: a squad reads who looked at it, a desk what concerns its own. */
export function visibleViews(db: Db, { scope }: Pick<Actor, 'scope'>) {
  const views = db.selectFrom('trackView').selectAll('trackView')
  const ears = earsOf(scope)
  if (ears === null) return views
  if (scope.kind === 'squad') return views.where('trackView.squadId', '=', scope.squadId)
  return views.where((is) =>
    is.or([
      is('trackView.areaId', '=', scope.kind === 'area' ? scope.areaId : null),
      is('trackView.areaId', 'is', null),
    ]),
  )
}

/** Whose tracks a reader may ask for: units of the squads it may see today. */
export async function readableUnits(db: Db, { scope }: Pick<Actor, 'scope'>, territory: Territory) {
  const squads = new Map((await visibleSquads(db, scope)).map((squad) => [squad.id, squad]))
  const squadOf = (unitId: Unit['id']): Squad | undefined => {
    const unit = territory.unitById.get(unitId)
    return unit && squads.get(unit.squadId)
  }
  return { squadOf, all: territory.units.filter(({ squadId }) => squads.has(squadId)).map(({ id }) => id) }
}

export const viewAudience = ({ squadId, areaId }: Pick<TrackView, 'squadId' | 'areaId'>) =>
  squadAudience({ id: squadId, areaId })

/** What was granted to this reader under that name, as far as the reader may still see it; refused when it is over. */
export async function grantOf(
  db: Db,
  actor: Actor,
  territory: Territory,
  id: TrackGrant['id'],
  now: number,
): Promise<TrackGrant> {
  const views = await db
    .selectFrom('trackView')
    .selectAll()
    .where('grantId', '=', id)
    .where('viewedById', '=', actor.personId)
    .orderBy('id')
    .execute()
  const [first] = views
  if (!first || Date.parse(first.viewedAt) + GRANT_LASTS_MS < now) throw new Problem('track.no-grant', { id })
  const { squadOf } = await readableUnits(db, actor, territory)
  return grantOfViews(views, (unitId) => squadOf(unitId) !== undefined)
}

/** What was granted to be looked at; a file's grant is for the file alone. */
export async function lookOf(...asked: Parameters<typeof grantOf>): Promise<TrackGrant> {
  const grant = await grantOf(...asked)
  if (isFile(grant.purpose)) throw new Problem('track.no-grant', { id: grant.id })
  return grant
}

/** What somebody took away alone since a moment; what two agreed to does not count. */
export async function takenAlone(db: Db, personId: Person['id'], since: Moment): Promise<Taking[]> {
  const views = await db
    .selectFrom('trackView')
    .select(['unitIds', 'fromAt', 'toAt'])
    .where('viewedById', '=', personId)
    .where('viewedAt', '>', since)
    .where('purpose', 'in', filePurposes)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('trackRequest')
            .select('trackRequest.id')
            .whereRef('trackRequest.grantId', '=', 'trackView.grantId'),
        ),
      ),
    )
    .execute()
  return views.map(({ unitIds, fromAt, toAt }) => ({ unitIds, from: Date.parse(fromAt), to: Date.parse(toAt) }))
}

/** Several views of one reason as what they grant, in the order of the units' names. */
export function grantOfViews(views: readonly TrackView[], isReadable: (unitId: Unit['id']) => boolean): TrackGrant {
  const [first] = views
  if (!first) throw new Problem('track.no-grant')
  const { grantId, fromAt, toAt, purpose, viewedAt } = first
  return {
    id: grantId,
    unitIds: views
      .flatMap(({ unitIds }) => unitIds)
      .filter(isReadable)
      .sort(),
    fromAt,
    toAt,
    purpose,
    until: toMoment(Date.parse(viewedAt) + GRANT_LASTS_MS),
  }
}
