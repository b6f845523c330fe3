import type { Person } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import { ALONE_WITHIN_MS, isBulk } from '@lianqin/shared/track/bulk.rank'
import type { RequestPart } from '@lianqin/shared/track/request'
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
import type { Territory, TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { DAY_MS } from './retention.ts'
import { countFixes } from './track.query.ts'
import { grantOfViews, readableUnits, takenAlone, viewAudience } from './view.query.ts'

/** Whose tracks, and of which span. */
type Asked = Pick<NewTrackView, 'unitIds' | 'from' | 'to'>

/**
 * Grants somebody a look at tracks, for a reason that is written down first: one row and one line of the log for each squad
 * that is looked at, which hears of it. What is too much to be taken away by one person alone is refused.
 */
export async function grantView(trx: Trx, territory: TerritoryBook, order: NewTrackView): Promise<TrackGrant> {
  const by = somebody(trx)
  const parts = await partsAsked(trx, territory, order)
  if (isFile(order.purpose)) {
    await refuseTooLarge(trx, order, parts)
    if (await isTooMuchAlone(trx, territory.current(), order, parts)) throw secondNeeded(territory.current())
  }
  const [fromAt, toAt] = [toMoment(Date.parse(order.from)), toMoment(Date.parse(order.to))]
  return recordViews(trx, parts, {
    ...{ fromAt, toAt, purpose: order.purpose, reason: order.reason },
    ...{ viewedById: by, viewedByTitle: trx.actor.title },
  })
}

/** Looks are people's: neither time nor a command of the console has any. */
export function somebody({ actor }: Pick<Trx, 'actor'>): Person['id'] {
  if (actor.personId === null) throw new Problem('session.forbidden', { role: actor.role })
  return actor.personId
}

/** Writes down who looks, at whom and why: from then on it is granted. */
export async function recordViews(
  trx: Trx,
  parts: readonly RequestPart[],
  look: Omit<TrackView, 'id' | 'grantId' | 'viewedAt' | keyof RequestPart>,
): Promise<TrackGrant> {
  const grantId = freshId('grant', trx.now)
  const views = parts.map(
    (part): TrackView => ({ ...look, ...part, id: freshId('view', trx.now), grantId, viewedAt: trx.now }),
  )
  await trx
    .insertInto('trackView')
    .values(views.map((view) => ({ ...view, unitIds: JSON.stringify(view.unitIds) })))
    .execute()
  for (const view of views) append(trx, 'track.viewed', { view }, { audience: viewAudience(view), incidentId: null })
  return grantOfViews(views, () => true)
}

/** What is asked for, by squad. Another township's unit is as unknown here as one that does not exist. */
export async function partsAsked(trx: Trx, territory: TerritoryBook, order: Asked): Promise<RequestPart[]> {
  const { squadOf, all } = await readableUnits(trx, trx.actor, territory.current())
  const unitIds = order.unitIds ?? all
  refuseTooMuch(order, unitIds.length)
  const bySquad = new Map<Squad, Unit['id'][]>()
  for (const unitId of unitIds) {
    const squad = squadOf(unitId)
    if (!squad) throw new Problem('unit.missing', { id: unitId })
    bySquad.set(squad, [...(bySquad.get(squad) ?? []), unitId])
  }
  if (bySquad.size === 0) throw new Problem('track.no-grant')
  return [...bySquad].map(([{ id, areaId }, ids]) => ({ squadId: id, areaId, unitIds: ids }))
}

const unitsIn = (parts: readonly RequestPart[]) => parts.flatMap(({ unitIds }) => unitIds)

function refuseTooMuch({ from, to }: Asked, units: number): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (!(days > 0 && days <= LONGEST_VIEW_DAYS) || days * units > MOST_UNIT_DAYS)
    throw new Problem('track.span-wrong', { days: LONGEST_VIEW_DAYS, unitDays: MOST_UNIT_DAYS })
}

/** Before anything is written about it: what cannot be taken away was not looked at. */
export async function refuseTooLarge(trx: Trx, { from, to }: Asked, parts: readonly RequestPart[]): Promise<void> {
  const count = await countFixes(trx, unitsIn(parts), { from: Date.parse(from), to: Date.parse(to) })
  if (count > MOST_EXPORTED_FIXES) throw new Problem('track.too-many', { n: count, most: MOST_EXPORTED_FIXES })
}

/** Asker's own row is held: of two small files at once the second finds the first. */
async function isTooMuchAlone(trx: Trx, { district }: Territory, { from, to }: Asked, parts: readonly RequestPart[]) {
  const by = somebody(trx)
  await trx.selectFrom('person').select('id').where('id', '=', by).forUpdate().execute()
  const before = await takenAlone(trx, by, toMoment(Date.parse(trx.now) - ALONE_WITHIN_MS))
  const asked = { unitIds: unitsIn(parts), from: Date.parse(from), to: Date.parse(to) }
  return isBulk([...before, asked], district.settings.exportAlone)
}

const secondNeeded = ({ district }: Territory) => new Problem('track.second-needed', district.settings.exportAlone)
