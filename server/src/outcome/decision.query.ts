import type { EnforcementItem } from '@lianqin/shared/item'
import type { Officer } from '@lianqin/shared/officer'
import type { Party } from '@lianqin/shared/party'
import type { Moment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Trx } from '../kernel/db.ts'
import { visibleOfficers } from '../squad/officer.query.ts'
import { nameKey } from './party.merge.ts'
import type { Earlier } from './waiver.rank.ts'

/**
 * What was decided in the whole district on this item since a moment, against anybody who may be this party: by credit code
 * or by name. Whether it is the same is the rule's to say.
 */
export async function earlierDecisions(
  trx: Trx,
  { id: itemId }: Pick<EnforcementItem, 'id'>,
  party: Party,
  since: Moment,
): Promise<Earlier[]> {
  const { scope } = trx.actor
  const rows = await trx
    .selectFrom('decision')
    .innerJoin('party', 'party.id', 'decision.partyId')
    .select(['decision.no', 'decision.itemId', 'decision.decidedAt', 'decision.areaId'])
    .select(['party.kind', 'party.name', 'party.creditCode', 'party.idTail'])
    .where('decision.itemId', '=', itemId)
    .where('decision.decidedAt', '>=', since)
    .where((is) =>
      is.or([
        is('party.nameKey', '=', nameKey(party.name)),
        ...(party.creditCode === null ? [] : [is('party.creditCode', '=', party.creditCode)]),
      ]),
    )
    .execute()
  return rows.map(({ no, itemId: item, decidedAt, areaId, ...known }) => ({
    no,
    itemId: item,
    decidedAt,
    party: known,
    within: scope.kind === 'district' || (scope.kind === 'area' && scope.areaId === areaId),
  }))
}

/** The officers that a decision names, as far as whoever decides may know them. */
export async function officersNamed(trx: Trx, ids: readonly Officer['id'][]): Promise<Officer[]> {
  if (ids.length === 0) return []
  const officers = await visibleOfficers(trx, trx.actor.scope)
    .where('officer.id', 'in', ids)
    .where('officer.state', '=', 'active')
    .orderBy('officer.id')
    .execute()
  const stranger = ids.find((id) => !officers.some((officer) => officer.id === id))
  if (stranger) throw new Problem('officer.missing', { id: stranger })
  return officers
}
