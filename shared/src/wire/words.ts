import Type, { type Static, type TSchema } from 'typebox'

/** A name that a district gives its own things, in both languages of the console. */
export const Words = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 120 }),
  en: Type.String({ minLength: 1, maxLength: 200 }),
})
export type Words = Static<typeof Words>

/** Free text that a person wrote: what, why, with what result. */
export const Remark = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })

/** Absence on the wire is null, never a missing field. */
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
