import type { Decide, Decision } from '@lianqin/shared/decision'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { CaseLead } from '@lianqin/shared/lead'
import { licenceOn, type Officer } from '@lianqin/shared/officer'
import type { Party } from '@lianqin/shared/party'
import type { Settings } from '@lianqin/shared/settings'
import type { Day } from '@lianqin/shared/wire/day'
import type { Moment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { trackOf } from './track.rank.ts'
import { type Earlier, refuseWaiver } from './waiver.rank.ts'

/** What a decision may look at besides itself. */
export interface DecisionGround {
  lead: Pick<CaseLead, 'decideBy'>
  item: EnforcementItem
  party: Party
  /** The officers it names. */
  officers: readonly Officer[]
  earlier: readonly Earlier[]
  settings: Settings
  now: Moment
  /** Which day a moment is in the district. */
  dayOf: (at: Moment) => Day
}

/** What a decision comes to: its track and fine, or none of either. Refuses one that law or list do not allow. */
export function judge(command: Decide, ground: DecisionGround): Pick<Decision, 'track' | 'fineFen' | 'officerIds'> {
  refuseStray(command)
  refuseOverdue(command, ground)
  const { corrected = false, minor = false, track = null, fineFen = 0 } = command
  if (command.kind === 'no-penalty') {
    refuseWaiver({ ...ground, corrected, minor })
    return { track: null, fineFen: null, officerIds: [] }
  }
  refuseTooFew(ground)
  const { item, party, settings, officers } = ground
  return {
    track: trackOf({ item, track, fineFen, partyKind: party.kind, settings }),
    fineFen,
    officerIds: officers.map(({ id }) => id),
  }
}

const BELONGS = {
  corrected: 'no-penalty',
  minor: 'no-penalty',
  track: 'penalty',
  fineFen: 'penalty',
  officerIds: 'penalty',
} as const

/** A word that this kind of decision does not know is refused, not swallowed; a penalty without its fine is none. */
function refuseStray(command: Decide): void {
  for (const [field, kind] of Object.entries(BELONGS))
    if (command[field as keyof typeof BELONGS] !== undefined && command.kind !== kind)
      throw new Problem('request.invalid', { where: 'body', what: `${field} belongs to ${kind}` })
  if (command.kind === 'penalty' && command.fineFen === undefined)
    throw new Problem('request.invalid', { where: 'body', what: 'a penalty says its fine, 0 for a warning' })
}

/** Ninety days from the filing, unless somebody who may has extended them (DOMAIN C17). */
function refuseOverdue({ extendedFor }: Decide, { lead, now, dayOf }: DecisionGround): void {
  if (lead.decideBy !== null && now > lead.decideBy && extendedFor === undefined)
    throw new Problem('decision.overdue', { by: dayOf(lead.decideBy) })
}

/** Only licensed enforcement officers punish, never one alone (DOMAIN C17). Whoever is unfit is named with the reason. */
function refuseTooFew({ officers, settings, now, dayOf }: DecisionGround): void {
  for (const officer of officers) {
    const { id, name, kind, licenceUntil } = officer
    if (kind === 'auxiliary') throw new Problem('officer.auxiliary', { id, name })
    const licence = licenceOn(dayOf(now), officer)
    if (licence === 'none') throw new Problem('officer.licence-missing', { id, name })
    if (licence === 'lapsed') throw new Problem('officer.licence-lapsed', { id, name, until: licenceUntil })
  }
  if (officers.length < settings.minLicensed)
    throw new Problem('decision.too-few-officers', { have: officers.length, need: settings.minLicensed })
}
