import Type, { type Static } from 'typebox'
import { Incident } from './incident.ts'
import { Crs } from './wire/place.ts'

const Degrees = (whole: string) => Type.String({ pattern: `^-?${whole}(?:\\.\\d{1,12})?$` })

/**
 * What is asked around a place: within so many metres (1 to 2000), and reported within so many hours (1 to 720) or still
 * open. Degrees in the datum that is declared; a query's values are text.
 */
export const AskAround = Type.Object(
  {
    lon: Degrees('(?:1[0-7]\\d|\\d{1,2}|180)'),
    lat: Degrees('(?:[1-8]?\\d|90)'),
    crs: Crs,
    metres: Type.String({ pattern: '^(?:[1-9]\\d{0,2}|1\\d{3}|2000)$' }),
    hours: Type.String({ pattern: '^(?:[1-9]\\d?|[1-6]\\d{2}|7[01]\\d|720)$' }),
  },
  { additionalProperties: false },
)
export type AskAround = Static<typeof AskAround>

/** No more than so many are told, the nearest. */
export const AROUND_AT_MOST = 100

/** Cases near a place, nearest first, each with its distance; `more` when there were too many to tell. */
export const Around = Type.Object({
  cases: Type.Array(Type.Object({ incident: Incident, metres: Type.Integer({ minimum: 0 }) }), {
    maxItems: AROUND_AT_MOST,
  }),
  more: Type.Boolean(),
})
export type Around = Static<typeof Around>
