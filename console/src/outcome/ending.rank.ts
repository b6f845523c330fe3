import type { Incident } from '@lianqin/shared/incident'
import {
  type CaseLead,
  deciderRoles,
  type LeadMove,
  type LeadOmission,
  leadMachine,
  type MoveLead,
} from '@lianqin/shared/lead'
import type { Role } from '@lianqin/shared/person'

/** What a case has come to besides its row. */
export interface Ending {
  incident: Incident
  lead: CaseLead | null
  omission: LeadOmission | null
}

/** Who may look at pictures and leads: whoever works on cases, and no wall. */
export const evidenceReaders: readonly Role[] = [
  'dispatcher',
  'shift-lead',
  'centre-head',
  'coordinator',
  'squad-leader',
]
/** Who is asked why a violation was not filed. */
export const auditReaders: readonly Role[] = ['dispatcher', 'shift-lead', 'centre-head', 'coordinator']
const DESK: readonly (Role | null)[] = ['dispatcher', 'shift-lead']

/** Why a step cannot be taken; null when it can. */
export type Refusal = 'only-desk' | 'only-decider' | 'not-now' | null

const isViolation = ({ state, outcome }: Incident) => state === 'closed' && outcome === 'violation'

/** Withdrawn when its case was reopened, a lead does not stand: the case may be handed over again. */
const stands = (lead: CaseLead | null) => lead !== null && lead.state !== 'withdrawn'

/** Was it closed as a violation without a lead, and without a reason given since? */
export const owesLead = ({ incident, lead, omission }: Ending): boolean =>
  isViolation(incident) && !stands(lead) && !(omission && omission.recordedAt >= (incident.closedAt ?? ''))

/** May this seat hand the case over now, closing it in the same step if it is only handled? */
export function toCaseRefusal(ending: Ending, role: Role | null): Refusal {
  if (!DESK.includes(role)) return 'only-desk'
  const { incident, lead } = ending
  return !stands(lead) && (incident.state === 'handled' || isViolation(incident)) ? null : 'not-now'
}

export function omitRefusal(ending: Ending, role: Role | null): Refusal {
  if (!DESK.includes(role)) return 'only-desk'
  return owesLead(ending) ? null : 'not-now'
}

export type LeadStep = MoveLead['move'] | 'decide'
const isStep = (move: LeadMove): move is LeadStep => move !== 'withdraw' && move !== 'openAgain'

/** The steps that the lead's own table gives this seat; a decision is the deciders', on a lead that was taken. */
export function leadSteps(lead: CaseLead | null, role: Role | null): LeadStep[] {
  if (!lead) return []
  const steps = leadMachine.movesFrom(lead.state, role ?? '').filter(isStep)
  return lead.state === 'taken' && deciderRoles.includes(role ?? '') ? ['decide', ...steps] : steps
}
