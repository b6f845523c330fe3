import Type, { type Static } from 'typebox'
import { incidentSources } from '../incident.ts'
import { Nullable } from '../wire/words.ts'
import { type Leg, legs } from './indicator.ts'

const Seconds = Type.Integer({ minimum: 1, maximum: 90 * 86_400 })
const Standard = Nullable(Seconds)
const Points = Type.Integer({ minimum: 0, maximum: 100 })

/** When a case belongs to a period by a deadline of its own. */
export const dueRules = ['deadline-or-early', 'deadline', 'once'] as const
export const wrongFilings = ['void', 'duplicate', 'unfounded'] as const
export const wrongDispatches = ['sent-back', 'not-ours', 'recalled'] as const

/**
 * What a district means by the words of its figures. Whatever DOMAIN §2.6 marks as an assumption († there) is a choice here,
 * and every screen and file says which was made.
 */
export const EvaluationRules = Type.Object(
  {
    /**
     * Which cases are due in a period: those whose (extended) deadline lies in it, and with `deadline-or-early` also those
     * done in it ahead of their deadline. `once` takes the earlier of the two moments, so that no case is due in two periods.
     */
    due: Type.Enum(dueRules),
    /** Closed by decree: left out of what was due, counted as disposed when it was decreed, or as not disposed. */
    forced: Type.Enum(['excluded', 'disposed', 'open']),
    /** When a case is due to be closed: with its own limit, or so long after it as a check may take. */
    closeBy: Type.Enum(['limit', 'limit-and-check']),
    /** What counts as dispatched: held out to a squad, or accepted by the one that leads. */
    dispatchedBy: Type.Enum(['offer', 'acceptance']),
    /** Since when a squad handles a case. */
    handleFrom: Type.Enum(['filed', 'accepted', 'arrived']),
    /** Whether a case that was closed and taken up again counts as reworked. */
    reopenedIsRework: Type.Boolean(),
    /** Whether a report of what is known already counts as a valid one. */
    duplicatesAreValid: Type.Boolean(),
    /** What shows that a filing was wrong. */
    wrongFiling: Type.Array(Type.Enum(wrongFilings), { uniqueItems: true, maxItems: 6 }),
    /** What shows that a dispatch was wrong. */
    wrongDispatch: Type.Array(Type.Enum(wrongDispatches), { uniqueItems: true, maxItems: 6 }),
    /** Reports from these have to be verified before they are filed, and how soon. */
    verifySources: Type.Array(Type.Enum(incidentSources), { uniqueItems: true, maxItems: 6 }),
    verifyWithinS: Seconds,
    /** How long each stretch of a case's way may take; null sets no standard. Running time, day and night. */
    standardS: Type.Object(Object.fromEntries(legs.map((leg) => [leg, Standard])) as Record<Leg, typeof Standard>, {
      additionalProperties: false,
    }),
    /** The points of the district's score. */
    score: Type.Object(
      { dispose: Points, inTime: Points, rework: Points, overdueOpen: Points, extend: Points },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type EvaluationRules = Static<typeof EvaluationRules>

const MINUTE = 60

/** What holds where a district says nothing else; the score is the one of DOMAIN §2.6. */
export const defaultRules: EvaluationRules = {
  due: 'deadline-or-early',
  forced: 'excluded',
  closeBy: 'limit-and-check',
  dispatchedBy: 'acceptance',
  handleFrom: 'accepted',
  reopenedIsRework: false,
  duplicatesAreValid: false,
  wrongFiling: ['void', 'duplicate', 'unfounded'],
  wrongDispatch: ['sent-back', 'not-ours'],
  verifySources: ['hotline', 'platform', 'video'],
  verifyWithinS: 30 * MINUTE,
  standardS: {
    file: 15 * MINUTE,
    dispatch: 5 * MINUTE,
    accept: 2 * MINUTE,
    depart: 5 * MINUTE,
    arrive: 25 * MINUTE,
    finish: 120 * MINUTE,
    close: 24 * 60 * MINUTE,
  },
  score: { dispose: 30, inTime: 20, rework: 20, overdueOpen: 20, extend: 10 },
}
