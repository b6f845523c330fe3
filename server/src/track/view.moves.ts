import type { Squad } from '@lianqin/shared/squad'
import {
  isFile,
  LONGEST_VIEW_DAYS,
  MOST_EXPORTED_FIXES,
  MOST_UNIT_DAYS,
  type NewTrackView,
  type TrackGrant,
  type TrackView,
} from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { DAY_MS } from './retention.ts'
import { countFixes } from './track.query.ts'
import { grantOfViews, readableUnits, viewAudience } from './view.query.ts'

/**
 * Grants somebody a look at tracks, for a reason that is written down first: one row and one line of the log for each squad
 * that is looked at, which hears of it.
 */
export async function grantView(trx: Trx, territory: TerritoryBook, order: NewTrackView): Promise<TrackGrant> {
  const { personId, title, role } = trx.actor
  if (personId === null) throw new Problem('session.forbidden', { role })
  const { squadOf, all } = await readableUnits(trx, trx.actor, territory.current())
  const unitIds = order.unitIds ?? all
  refuseTooMuch(order, unitIds.length)
  const bySquad = new Map<Squad, Unit['id'][]>()
  for (const unitId of unitIds) {
    const squad = squadOf(unitId)
    // Another township's unit is as unknown here as one that does not exist.
    if (!squad) throw new Problem('unit.missing', { id: unitId })
    bySquad.set(squad, [...(bySquad.get(squad) ?? []), unitId])
  }
  const grantId = freshId('grant', trx.now)
  const views = [...bySquad].map(
    ([squad, ids]): TrackView => ({
      id: freshId('view', trx.now),
      grantId,
      squadId: squad.id,
      areaId: squad.areaId,
      unitIds: ids,
      fromAt: toMoment(Date.parse(order.from)),
      toAt: toMoment(Date.parse(order.to)),
      purpose: order.purpose,
      reason: order.reason,
      viewedAt: trx.now,
      viewedById: personId,
      viewedByTitle: title,
    }),
  )
  if (views.length === 0) throw new Problem('track.no-grant')
  if (isFile(order.purpose)) await refuseTooLarge(trx, order, unitIds)
  await trx
    .insertInto('trackView')
    .values(views.map((view) => ({ ...view, unitIds: JSON.stringify(view.unitIds) })))
    .execute()
  for (const view of views) append(trx, 'track.viewed', { view }, { audience: viewAudience(view), incidentId: null })
  return grantOfViews(views, () => true)
}

function refuseTooMuch({ from, to }: Pick<NewTrackView, 'from' | 'to'>, units: number): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (!(days > 0 && days <= LONGEST_VIEW_DAYS) || days * units > MOST_UNIT_DAYS)
    throw new Problem('track.span-wrong', { days: LONGEST_VIEW_DAYS, unitDays: MOST_UNIT_DAYS })
}

/** Before anything is written about it: what cannot be taken away was not looked at. */
async function refuseTooLarge(
  trx: Trx,
  { from, to }: Pick<NewTrackView, 'from' | 'to'>,
  unitIds: readonly Unit['id'][],
) {
  const count = await countFixes(trx, unitIds, { from: Date.parse(from), to: Date.parse(to) })
  if (count > MOST_EXPORTED_FIXES) throw new Problem('track.too-many', { n: count, most: MOST_EXPORTED_FIXES })
}
