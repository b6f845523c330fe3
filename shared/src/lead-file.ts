import Type, { type Static } from 'typebox'
import { Decision } from './decision.ts'
import { Incident } from './incident.ts'
import { CaseLead } from './lead.ts'
import { ShownParty } from './party.ts'
import { Photo } from './photo.ts'
import { Nullable } from './wire/words.ts'

/** A lead in a list: with the number of its incident, and its party as everybody may see it. A squad gets no party. */
export const ListedLead = Type.Object({
  ...CaseLead.properties,
  incidentNo: Incident.properties.no,
  party: Nullable(ShownParty),
})
export type ListedLead = Static<typeof ListedLead>

/** A lead with what it came from and what became of it. The party and both notes are for desks: a squad gets null. */
export const LeadFile = Type.Object({
  lead: CaseLead,
  note: Nullable(Type.String()),
  party: Nullable(ShownParty),
  incident: Incident,
  photos: Type.Array(Photo),
  decision: Nullable(Decision),
  decisionNote: Nullable(Type.String()),
})
export type LeadFile = Static<typeof LeadFile>
