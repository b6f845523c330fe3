import {
  type AskCases,
  type AskEvaluation,
  CASES_PER_PAGE,
  type CasesBehind,
  type EvaluatedCase,
  type Evaluation,
  LONGEST_PERIOD_DAYS,
} from '@lianqin/shared/evaluation/evaluation'
import { axes } from '@lianqin/shared/evaluation/indicator'
import { piecesOf, stepFor } from '@lianqin/shared/evaluation/period'
import type { Officer } from '@lianqin/shared/officer'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Actor, Db } from '../kernel/db.ts'
import type { At, CaseFact } from './case-fact.ts'
import { behind, isAmong, type Key, type Narrowed, openEvaluation } from './evaluate.engine.ts'
import { factsOf } from './evaluation.query.ts'
import { type Frame, openFrame } from './frame.engine.ts'
import { gathered, inTurns, type Reading, type Readings } from './readings.ts'

const DAY_MS = 86_400_000

export interface Needs {
  db: Db
  territory: TerritoryBook
  clock: () => number
  readings: Readings
}

/** A period as it was read, and which of its cases are meant. */
interface Opened {
  frame: Frame
  reading: Reading
  narrowed: readonly Narrowed[]
}

/** Opens the reading that is asked for: the one that is still held, or a new one. */
async function open(needs: Needs, { scope, role }: Actor, ask: AskEvaluation): Promise<Opened> {
  const { db, territory, clock, readings } = needs
  const [from, to] = [Date.parse(ask.from), Date.parse(ask.to)]
  if (!(to > from && to - from <= LONGEST_PERIOD_DAYS * DAY_MS))
    throw new Problem('evaluation.span-wrong', { days: LONGEST_PERIOD_DAYS })
  // How each of the people fares is for those who work with them: no wall shows it.
  if ((ask.by === 'officer' || ask.officer !== undefined) && role === 'viewer')
    throw new Problem('session.forbidden', { role })
  const which = { scope, from, to }
  const held = readings.find(which, ask.at === undefined ? null : Date.parse(ask.at))
  const at = held?.at ?? clock()
  const { district } = territory.current()
  const frame = openFrame(district, { from, to: Math.max(from, Math.min(to, at)) })
  const reading = held ?? (await readings.read(which, at, factsOf(db, scope, frame)))
  return { frame, reading, narrowed: narrowedBy(ask, scope) }
}

function narrowedBy(ask: AskEvaluation, scope: Actor['scope']): Narrowed[] {
  const given = axes.flatMap((axis): Narrowed[] => {
    const key = ask[axis]
    return key === undefined ? [] : [{ axis, key: key === 'none' ? null : key }]
  })
  // A leader's figures are those of the own squad, not of every case that it once had a part in.
  return scope.kind === 'squad' ? [...given, { axis: 'squad', key: scope.squadId }] : given
}

/** A period evaluated within somebody's reach. */
export async function evaluate(needs: Needs, who: Actor, ask: AskEvaluation): Promise<Evaluation> {
  const { frame, reading, narrowed } = await open(needs, who, ask)
  const { by = 'squad' } = ask
  const evaluation = openEvaluation(frame, by, piecesOf(frame, stepFor(frame), frame.calendar.utcOffsetMinutes))
  for await (const portion of inTurns(reading)) evaluation.take(portion.filter((fact) => isAmong(fact, narrowed)))
  const rows = await gathered(evaluation.rows())
  const keys = rows.map(({ key }) => key)
  return {
    at: toMoment(reading.at),
    from: toMoment(frame.from),
    to: toMoment(Date.parse(ask.to)),
    until: toMoment(frame.to),
    by,
    whole: evaluation.whole(),
    rows,
    series: await gathered(evaluation.series()),
    officers: by === 'officer' ? await named(needs.db, keys) : [],
  }
}

/** Whoever may see a case may read who was on it. */
async function named(db: Db, keys: readonly Key[]): Promise<Evaluation['officers']> {
  const ids = keys.filter((key): key is Officer['id'] => key !== null)
  if (ids.length === 0) return []
  return db.selectFrom('officer').select(['id', 'name']).where('id', 'in', ids).execute()
}

/** A case that stands behind a number, and the time that it stands there for. */
export interface Found {
  fact: CaseFact
  ms: number | null
}

interface AllBehind {
  at: Moment
  from: Moment
  until: Moment
  found: Found[]
}

/** The very cases behind a number, a page of them: the longest first where it is about time, else the newest. */
export async function casesBehind(needs: Needs, who: Actor, ask: AskCases): Promise<CasesBehind> {
  const { at, found } = await allBehind(needs, who, ask)
  const skip = Number(ask.skip ?? 0)
  const cases = await told(needs.db, who, found.slice(skip, skip + CASES_PER_PAGE))
  const next = skip + CASES_PER_PAGE < found.length ? skip + CASES_PER_PAGE : null
  return { at, list: ask.list, count: found.length, cases, next }
}

/** All of them, with the period that they are of. */
export async function allBehind(needs: Needs, who: Actor, ask: AskCases): Promise<AllBehind> {
  const { frame, reading, narrowed } = await open(needs, who, ask)
  const found: Found[] = []
  for await (const portion of inTurns(reading)) {
    for (const fact of portion) {
      const stands = isAmong(fact, narrowed) ? behind(ask.list, fact, frame) : null
      if (stands) found.push({ fact, ms: stands.ms })
    }
  }
  found.sort((a, b) => (b.ms ?? 0) - (a.ms ?? 0) || b.fact.no - a.fact.no)
  return { at: toMoment(reading.at), from: toMoment(frame.from), until: toMoment(frame.to), found }
}

const moment = (at: At) => (at === null ? null : toMoment(at))

/** With what a list shows of a case, in the order in which they were found. */
export async function told(db: Db, { scope }: Actor, found: readonly Found[]): Promise<EvaluatedCase[]> {
  if (found.length === 0) return []
  const ids = found.map(({ fact }) => fact.id)
  const rows = await visibleIncidents(db, scope).where('incident.id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ fact, ms }) => {
    const incident = byId.get(fact.id)
    if (!incident) return []
    const { squadId, reworks } = fact
    return [
      {
        ...incident,
        filedAt: moment(fact.filedAt),
        squadId,
        offeredAt: moment(fact.offeredAt),
        acceptedAt: moment(fact.acceptedAt),
        departedAt: moment(fact.departedAt),
        arrivedAt: moment(fact.arrivedAt),
        reworks,
        ms,
      },
    ]
  })
}
