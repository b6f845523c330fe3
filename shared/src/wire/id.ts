import Type from 'typebox'

/**
 * The name of one row, as it stands in addresses, logs and job names: its kind, a dash, then lower-case letters, digits
 * and dashes. Ids of different kinds are different types. No colon, because a BullMQ job id may not hold one.
 */
export const Id = <K extends string>(kind: K) =>
  Type.Unsafe<`${K}-${string}`>(Type.String({ pattern: `^${kind}-[0-9a-z][0-9a-z-]{0,55}$` }))
