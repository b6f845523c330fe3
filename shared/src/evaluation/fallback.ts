import Type, { type Static } from 'typebox'
import { Incident } from '../incident.ts'
import { Moment } from '../wire/moment.ts'
import { Nullable, Words } from '../wire/words.ts'

/** So many open cases stand on the sheet; `more` says how many do not. */
export const CASES_ON_SHEET = 2_000

/**
 * What a desk goes on with when the server is dead: every open case and every crew on duty, with all names written out, so
 * that nothing else is needed to read it.
 */
export const FallbackSheet = Type.Object({
  at: Moment,
  centre: Words,
  /** The township it is of; null is the whole district. */
  reach: Nullable(Words),
  synthetic: Type.Boolean(),
  utcOffsetMinutes: Type.Integer(),
  cases: Type.Array(
    Type.Object({
      ...Type.Pick(Incident, [
        'no',
        'urgent',
        'major',
        'state',
        'reportedAt',
        'dueAt',
        'address',
        'description',
        'lon',
        'lat',
      ]).properties,
      matter: Words,
      area: Words,
      /** The squads that have it, the leading one first. */
      squads: Type.Array(Words),
    }),
    { maxItems: CASES_ON_SHEET },
  ),
  more: Type.Integer(),
  crews: Type.Array(
    Type.Object({
      squad: Words,
      /** Its township; null works in the whole district. */
      area: Nullable(Words),
      officers: Type.Array(Type.String()),
      units: Type.Array(Words),
      /** The numbers of the cases that it has in hand. */
      cases: Type.Array(Type.Integer()),
    }),
  ),
})
export type FallbackSheet = Static<typeof FallbackSheet>
