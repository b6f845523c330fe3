import Type, { type Static } from 'typebox'
import { Limit } from './calendar.ts'
import { Id } from './wire/id.ts'
import { Words } from './wire/words.ts'

/** What may be handled: one class of the district's catalogue, its limit, and who may handle it where. */
export const Matter = Type.Object({
  id: Id('matter'),
  /** The class code of the catalogue, e.g. E0406; codes come from the district's own standard. */
  code: Type.String({ pattern: '^[A-Z][0-9A-Z]{2,11}$' }),
  name: Words,
  /** Major class, for grouping. */
  group: Words,
  /** From filing to handled. */
  limit: Limit,
  /** Urgent cases stand first in every list and carry a mark. */
  urgent: Type.Boolean(),
  /** The department force that owns it wherever no township does. */
  departmentId: Id('force'),
  /** Empowered townships to which it is delegated; elsewhere the department leads with the township as liaison. */
  delegatedTo: Type.Array(Id('area')),
})
export type Matter = Static<typeof Matter>
