import Type, { type Static } from 'typebox'
import { Limit } from './calendar.ts'
import { Id } from './wire/id.ts'
import { Nullable, Words } from './wire/words.ts'

/** A condition's name within its class, e.g. missing, broken. */
export const ConditionCode = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })

/** As what a case is filed (立案条件). The limit belongs to it and not to the class: a cover that is gone is not one that rattles. */
export const FilingCondition = Type.Object({
  /** Unique within its class. */
  code: ConditionCode,
  name: Words,
  /** From filing to handled. */
  limit: Limit,
  /** Urgent cases stand first in every list and carry a mark. */
  urgent: Type.Boolean(),
})
export type FilingCondition = Static<typeof FilingCondition>

/** What must be so for a case to be closed (结案条件); whoever closes says which. */
export const ClosingCondition = Type.Object({ code: ConditionCode, name: Words })
export type ClosingCondition = Static<typeof ClosingCondition>

/** Public property that is damaged or gone (部件), or something that somebody does or that happens (事件). */
export const matterKinds = ['component', 'event'] as const

/** What may be handled: one class of the district's catalogue, its filing conditions, and who may handle it where. */
export const Matter = Type.Object({
  id: Id('matter'),
  /** The class code of the catalogue, e.g. E0406; codes come from the district's own standard. */
  code: Type.String({ pattern: '^[A-Z][0-9A-Z]{2,11}$' }),
  kind: Type.Enum(matterKinds),
  name: Words,
  /** Major class, for grouping. */
  group: Words,
  /** The first is what a case is filed under unless somebody chooses otherwise. */
  conditions: Type.Array(FilingCondition, { minItems: 1, maxItems: 20 }),
  /** None means that nothing has to be chosen at closing. */
  closing: Type.Array(ClosingCondition, { maxItems: 20 }),
  /** The enforcement item whose power is used, if handling it may end in a penalty. */
  itemId: Nullable(Id('item')),
  /** The department force that owns it wherever no township does. */
  departmentId: Id('force'),
  /** Empowered townships to which it is delegated; elsewhere the department leads with the township as liaison. */
  delegatedTo: Type.Array(Id('area')),
})
export type Matter = Static<typeof Matter>

/** The condition of this code, the default one for null; undefined if the class has none of that code. */
export const conditionOf = (
  { conditions }: Matter,
  code: FilingCondition['code'] | null,
): FilingCondition | undefined =>
  code === null ? conditions[0] : conditions.find((condition) => condition.code === code)

/** What a case is filed under unless somebody chooses otherwise. */
export function defaultCondition(matter: Matter): FilingCondition {
  const condition = conditionOf(matter, null)
  if (!condition) throw new RangeError(`${matter.code} has no filing condition`)
  return condition
}
