import Type, { type Static } from 'typebox'
import { tracks } from './item.ts'
import { CaseLead } from './lead.ts'
import { GivenParty, partyKinds } from './party.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

/** A first offence let go (首违不罚), or a penalty on one of three tracks (简易 快速 普通). */
export const decisionKinds = ['no-penalty', 'penalty'] as const
export type DecisionKind = (typeof decisionKinds)[number]

/** What was decided on a lead. Money is in fen. It is never changed; no words about people stand here. */
export const Decision = Type.Object({
  id: Id('decision'),
  /** The number people say to each other. Rising, not gapless. */
  no: Type.Integer({ minimum: 1 }),
  leadId: Id('lead'),
  incidentId: Id('incident'),
  areaId: Id('area'),
  subjectId: Id('force'),
  itemId: Id('item'),
  catalogueVersion: Type.Integer({ minimum: 1 }),
  kind: Type.Enum(decisionKinds),
  partyId: Id('party'),
  partyKind: Type.Enum(partyKinds),
  /** Only of a penalty. */
  track: Nullable(Type.Enum(tracks)),
  /** Only of a penalty; 0 is a warning. */
  fineFen: Nullable(Type.Integer({ minimum: 0, maximum: 1e12 })),
  /** Whose case it is: officers with a licence valid that day. */
  officerIds: Type.Array(Id('officer'), { maxItems: 10 }),
  decidedAt: Moment,
  decidedById: Nullable(Id('person')),
  decidedByTitle: Type.String(),
})
export type Decision = Static<typeof Decision>

/**
 * Decides on a lead as it stood at `version`. `party` is needed unless the lead has one. `corrected` and `minor` belong to
 * `no-penalty`; `fineFen`, `officerIds` and `track` (by default the item's) to `penalty`. `extendedFor` says who extended
 * the ninety days and why, and is needed once they are over.
 */
export const Decide = Command({
  version: CaseLead.properties.version,
  kind: Type.Enum(decisionKinds),
  note: Remark,
  party: Type.Optional(GivenParty),
  corrected: Type.Optional(Type.Boolean()),
  minor: Type.Optional(Type.Boolean()),
  track: Type.Optional(Type.Enum(tracks)),
  fineFen: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e12 })),
  officerIds: Type.Optional(Type.Array(Id('officer'), { maxItems: 10, uniqueItems: true })),
  extendedFor: Type.Optional(Remark),
})
export type Decide = Static<typeof Decide>
