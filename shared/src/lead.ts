import Type, { type Static } from 'typebox'
import { GivenParty, partyKinds } from './party.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

const DECIDERS = ['shift-lead', 'centre-head'] as const
/** Who takes leads, decides on them, and may therefore see a party in full. */
export const deciderRoles: readonly string[] = DECIDERS

// biome-ignore format: a table is read down its columns
export const leadMachine = machine({
  states: ['open', 'taken', 'returned', 'decided', 'withdrawn'],
  initial: 'open',
  moves: {
    take:     { from: ['open'],          to: 'taken',    by: DECIDERS },
    return:   { from: ['open', 'taken'], to: 'returned', by: DECIDERS, why: 'required' },
    resubmit: { from: ['returned'],      to: 'open',     by: ['dispatcher', 'shift-lead'], why: 'required' },
    // Its case was reopened: what it hands over is not settled any more.
    withdraw: { from: ['open', 'taken', 'returned'], to: 'withdrawn', by: ['clock'], why: 'required' },
    // By handing the case over once more, with all that belongs to that, never as a bare step.
    openAgain: { from: ['withdrawn'],    to: 'open',     by: ['clock'] },
    // By a decision with its rules (see decision.ts), never as a bare step.
    decide:   { from: ['taken'],         to: 'decided',  by: ['clock'] },
  },
})
export type LeadMove = (typeof leadMachine.names)[number]
export type LeadState = (typeof leadMachine.states)[number]

/**
 * A lead to the case centre (案源): the violation that an incident ended in, handed over to be decided. One for an incident
 * and never a second: reopened, the incident takes it back, and hands the same one over again if it ends so again. No words about people stand here: the log carries it as it is.
 */
export const CaseLead = Type.Object({
  id: Id('lead'),
  /** Rising, not gapless. */
  no: Type.Integer({ minimum: 1 }),
  incidentId: Id('incident'),
  areaId: Id('area'),
  /** The enforcement item that was violated, in the edition of the catalogue that the incident was opened under. */
  itemId: Id('item'),
  catalogueVersion: Type.Integer({ minimum: 1 }),
  /** In whose name it is decided: the township's force where the item is delegated to it, else the department's (DOMAIN C16). */
  subjectId: Id('force'),
  /** The pictures that were handed over with it. */
  photoIds: Type.Array(Id('photo'), { maxItems: 100 }),
  partyId: Nullable(Id('party')),
  partyKind: Nullable(Type.Enum(partyKinds)),
  state: Type.Enum(leadMachine.states),
  openedAt: Moment,
  openedById: Nullable(Id('person')),
  openedByTitle: Type.String(),
  takenAt: Nullable(Moment),
  takenByTitle: Nullable(Type.String()),
  /** Ninety days after it was taken (DOMAIN C17). */
  decideBy: Nullable(Moment),
  /** Why it was returned, as long as it is. */
  returnedFor: Nullable(Remark),
  decidedAt: Nullable(Moment),
  version: Type.Integer({ minimum: 1 }),
})
export type CaseLead = Static<typeof CaseLead>

/** What is handed over: the item, what was found, and against whom, if that is known. */
export const OpenLead = Command({
  itemId: CaseLead.properties.itemId,
  note: Remark,
  party: Type.Optional(GivenParty),
})
export type OpenLead = Static<typeof OpenLead>

export const MoveLead = Command({
  move: Type.Enum(['take', 'return', 'resubmit']),
  version: CaseLead.properties.version,
  reason: Type.Optional(Remark),
})
export type MoveLead = Static<typeof MoveLead>

/** Why a violation went without a lead. */
export const LeadOmission = Type.Object({
  id: Id('omission'),
  incidentId: Id('incident'),
  areaId: Id('area'),
  reason: Remark,
  recordedAt: Moment,
  recordedById: Nullable(Id('person')),
  recordedByTitle: Type.String(),
})
export type LeadOmission = Static<typeof LeadOmission>

export const OmitLead = Command({ reason: Remark })
export type OmitLead = Static<typeof OmitLead>

/** A decision falls within ninety days of the filing of a penalty case, unless that is extended (DOMAIN C17 †). */
export const DECIDE_WITHIN_DAYS = 90
