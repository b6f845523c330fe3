import type { Incident, MoveIncident } from '@lianqin/shared/incident'
import type { Scope } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { withdrawLead } from '../outcome/lead.moves.ts'
import { openLead } from '../outcome/lead-opening.moves.ts'
import { act } from './dispatch.moves.ts'
import { lockInOrder } from './lock-case.moves.ts'

/** One step of the incident machine by a person. */
export async function moveIncident(
  trx: Trx,
  territory: TerritoryBook,
  id: Incident['id'],
  command: MoveIncident,
): Promise<Incident> {
  const missing = new Problem('incident.missing', { id })
  const { scope } = trx.actor
  const seen = await visibleIncidents(trx, scope).where('incident.id', '=', id).executeTakeFirst()
  if (!seen) throw missing
  refuseStray(command)
  if (command.duplicateOf !== undefined) await refuseFalseDuplicate(trx, scope, id, command)
  const book = await act(trx, territory, { incidentId: id }, missing, { on: 'incident', command })
  if (command.move === 'reopen') await withdrawLead(trx, book.incident, command.reason ?? null)
  if (command.lead) await openLead(trx, territory, book.incident, command.lead)
  return book.incident
}

const BELONGS = {
  duplicateOf: 'void',
  conditionCode: 'file',
  outcome: 'close',
  closingCode: 'close',
  lead: 'close',
} as const

/** A word that the move does not know is refused, not swallowed. */
function refuseStray(command: MoveIncident): void {
  for (const [field, move] of Object.entries(BELONGS)) {
    if (command[field as keyof typeof BELONGS] === undefined || command.move === move) continue
    throw new Problem('request.invalid', { where: 'body', what: `${field} belongs to the move ${move}` })
  }
  if (command.lead && command.outcome !== 'violation')
    throw new Problem('request.invalid', { where: 'body', what: 'a lead belongs to the outcome violation' })
}

/**
 * A case may repeat only one that stands: two that repeat each other would both be gone. Both rows are locked, always in
 * the same order, so that of two people who do it at once the second sees what the first has done.
 */
async function refuseFalseDuplicate(
  trx: Trx,
  scope: Scope,
  id: Incident['id'],
  { duplicateOf: of }: MoveIncident,
): Promise<void> {
  const missing = new Problem('incident.duplicate-missing', { id: of ?? null })
  const visible = await visibleIncidents(trx, scope)
    .where('incident.id', '=', of ?? id)
    .executeTakeFirst()
  if (!visible) throw missing
  await lockInOrder(trx, [id, of ?? id])
  const original =
    of === undefined || of === id
      ? undefined
      : await visibleIncidents(trx, scope)
          .where('incident.id', '=', of)
          .where('incident.state', 'not in', ['void', 'rejected'])
          .executeTakeFirst()
  if (!original) throw missing
}
