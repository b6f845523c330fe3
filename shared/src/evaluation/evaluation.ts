import Type, { type Static, type TInteger, type TNumber, type TUnion } from 'typebox'
import { CrewMember } from '../crew.ts'
import { Incident } from '../incident.ts'
import { Id } from '../wire/id.ts'
import { Moment } from '../wire/moment.ts'
import { Nullable } from '../wire/words.ts'
import {
  axes,
  type CaseList,
  type CaseSet,
  caseLists,
  caseSets,
  type Leg,
  legs,
  type RateId,
  rateIds,
} from './indicator.ts'

type NullNumber = TUnion<[TNumber, ReturnType<typeof Type.Null>]>
const each = <K extends string, S>(names: readonly K[], schema: S) =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<K, S>

/** How long a stretch took, in milliseconds of running time; percentiles by the nearest rank. */
export const LegFigures = Type.Object({
  /** Cases in which it ended in the period. */
  n: Type.Integer(),
  p50Ms: Nullable(Type.Number()),
  p90Ms: Nullable(Type.Number()),
  /** Cases that took longer than the standard; null without one. */
  beyond: Nullable(Type.Integer()),
})
export type LegFigures = Static<typeof LegFigures>

/** All figures of one group of cases: sizes of the sets, rates of one over another (0 to 1), the mean, the stretches, the score. */
export const Sheet = Type.Object({
  counts: Type.Object(each<CaseSet, TInteger>(caseSets, Type.Integer())),
  rates: Type.Object(each<RateId, NullNumber>(rateIds, Nullable(Type.Number()) as NullNumber)),
  /** Mean time of handling in milliseconds of each case's own clock; null when no case was handled. */
  avgHandleMs: Nullable(Type.Number()),
  legs: Type.Object(each<Leg, typeof LegFigures>(legs, LegFigures)),
  score: Nullable(Type.Number()),
})
export type Sheet = Static<typeof Sheet>

/** The figures of one squad, township, class, officer or source; the key null gathers the cases that have none. */
export const SheetRow = Type.Object({ key: Nullable(Type.String()), sheet: Sheet })
export type SheetRow = Static<typeof SheetRow>

export const SeriesPoint = Type.Object({ from: Moment, to: Moment, sheet: Sheet })
export type SeriesPoint = Static<typeof SeriesPoint>

/** A period evaluated: the whole, by one axis, and piece by piece. */
export const Evaluation = Type.Object({
  /** When it was read. */
  at: Moment,
  from: Moment,
  to: Moment,
  /** Where it ends for its figures: a period that is still running ends now. */
  until: Moment,
  by: Type.Enum(axes),
  whole: Sheet,
  rows: Type.Array(SheetRow),
  series: Type.Array(SeriesPoint),
  /** The names of those who are told apart, by officer only. */
  officers: Type.Array(CrewMember),
})
export type Evaluation = Static<typeof Evaluation>

/** One case behind a number, with the moments of its way. */
export const EvaluatedCase = Type.Object({
  ...Type.Pick(Incident, [
    'id',
    'no',
    'matterId',
    'areaId',
    'state',
    'urgent',
    'source',
    'address',
    'reportedAt',
    'filedAt',
    'dueAt',
    'handledAt',
    'closedAt',
    'outcome',
    'extensions',
  ]).properties,
  /** The squad that leads it, or led it to its end. */
  squadId: Nullable(Id('squad')),
  offeredAt: Nullable(Moment),
  acceptedAt: Nullable(Moment),
  departedAt: Nullable(Moment),
  arrivedAt: Nullable(Moment),
  reworks: Type.Integer(),
  /** Milliseconds of the stretch, or of handling by its own clock, that it is listed for; null in other lists. */
  ms: Nullable(Type.Number()),
})
export type EvaluatedCase = Static<typeof EvaluatedCase>

/** So many cases at most in one answer. */
export const CASES_PER_PAGE = 200

/** The very cases behind a number: all are counted, a page of them is listed. */
export const CasesBehind = Type.Object({
  at: Moment,
  list: Type.Unsafe<CaseList>(Type.Enum([...caseLists])),
  count: Type.Integer(),
  cases: Type.Array(EvaluatedCase),
  /** Ask again with this `skip`; null when there are no more. */
  next: Nullable(Type.Integer()),
})
export type CasesBehind = Static<typeof CasesBehind>

const id = <K extends string>(kind: K) => Type.Optional(Type.Union([Id(kind), Type.Literal('none')]))

/** Which cases: of one township, squad, class, officer or source; `none` are those without. */
export const Narrowing = {
  area: Type.Optional(Id('area')),
  squad: id('squad'),
  matter: Type.Optional(Id('matter')),
  officer: id('officer'),
  source: Type.Optional(Incident.properties.source),
}

export const AskEvaluation = Type.Object(
  {
    from: Moment,
    to: Moment,
    by: Type.Optional(Type.Enum(axes)),
    /** The moment of an answer: asks for what else the same reading says. */
    at: Type.Optional(Moment),
    ...Narrowing,
  },
  { additionalProperties: false },
)
export type AskEvaluation = Static<typeof AskEvaluation>

export const AskCases = Type.Object(
  {
    ...AskEvaluation.properties,
    list: Type.Unsafe<CaseList>(Type.Enum([...caseLists])),
    skip: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })),
  },
  { additionalProperties: false },
)
export type AskCases = Static<typeof AskCases>

/** No period is longer. */
export const LONGEST_PERIOD_DAYS = 400
