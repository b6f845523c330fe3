import Type, { type TProperties } from 'typebox'

/** The body of a command: closed, so a field nobody knows is refused instead of forgotten. */
export const Command = <T extends TProperties>(fields: T) => Type.Object(fields, { additionalProperties: false })
