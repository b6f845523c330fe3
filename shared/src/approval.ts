import Type, { type Static } from 'typebox'
import { approverRoles } from './settings.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

// biome-ignore format: a table is read down its columns
export const approvalMachine = machine({
  states: ['asked', 'granted', 'refused', 'withdrawn', 'lapsed'],
  initial: 'asked',
  moves: {
    grant:    { from: ['asked'], to: 'granted',   by: ['shift-lead', 'centre-head'] },
    refuse:   { from: ['asked'], to: 'refused',   by: ['shift-lead', 'centre-head'], why: 'required' },
    withdraw: { from: ['asked'], to: 'withdrawn', by: ['squad-leader', 'dispatcher', 'shift-lead', 'centre-head'] },
    lapse:    { from: ['asked'], to: 'lapsed',    by: ['clock'] },
  },
})
export type ApprovalMove = (typeof approvalMachine.names)[number]

/** One more original limit, the clock stopped to a date (挂账), or an end by decree (强制结案). */
export const approvalSubjects = ['extend', 'suspend', 'force-close'] as const

/**
 * One role's word on one request. Where several must agree, granting one raises the next: each is a row and a line of the
 * log of its own. Nobody decides on a request of their own.
 */
export const Approval = Type.Object({
  id: Id('approval'),
  incidentId: Id('incident'),
  areaId: Id('area'),
  subject: Type.Enum(approvalSubjects),
  /** Its place in the chain, from 1. */
  step: Type.Integer({ minimum: 1 }),
  /** The role whose word is awaited. */
  role: Type.Enum(approverRoles),
  state: Type.Enum(approvalMachine.states),
  askedAt: Moment,
  askedById: Nullable(Id('person')),
  askedByTitle: Type.String(),
  /** The squad that asks for it, if one does. */
  squadId: Nullable(Id('squad')),
  reason: Remark,
  /** To when the clock is to stop, at most a year from now; only for a suspension. */
  until: Nullable(Moment),
  endedAt: Nullable(Moment),
  endedByTitle: Nullable(Type.String()),
  decision: Nullable(Remark),
  version: Type.Integer({ minimum: 1 }),
})
export type Approval = Static<typeof Approval>

/** Asks for an extension, a suspension `until` a date, or a forced close, decided on that version of the incident. */
export const AskApproval = Command({
  subject: Approval.properties.subject,
  version: Type.Integer({ minimum: 1 }),
  reason: Remark,
  until: Type.Optional(Moment),
})
export type AskApproval = Static<typeof AskApproval>

export const MoveApproval = Command({
  move: Type.Enum(approvalMachine.names),
  version: Approval.properties.version,
  reason: Type.Optional(Remark),
})
export type MoveApproval = Static<typeof MoveApproval>

/** An extension adds one original limit, at most twice; a refusal does not count (DOMAIN §2.2). */
export const EXTENSIONS_AT_MOST = 2
/** A suspension lasts a year at most (DOMAIN §2.2). */
export const SUSPENDED_AT_MOST_MS = 366 * 86_400_000
