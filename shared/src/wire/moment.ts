import Type, { type Static } from 'typebox'

/** A moment on the wire: RFC 3339 with an offset, in a year that calendars and databases agree on. The server always answers in UTC with milliseconds. */
export const Moment = Type.String({
  pattern:
    '^(19|20|21)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$',
})
export type Moment = Static<typeof Moment>

/** The canonical form, in which moments also compare as strings. */
export const toMoment = (milliseconds: number): Moment => new Date(milliseconds).toISOString()
