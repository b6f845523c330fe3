import type { SeriesPoint, Sheet, SheetRow } from '@lianqin/shared/evaluation/evaluation'
import type { CaseList, CaseSet, Leg } from '@lianqin/shared/evaluation/indicator'
import { type Axis, caseSets, legs } from '@lianqin/shared/evaluation/indicator'
import type { Span } from '@lianqin/shared/evaluation/period'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { At, CaseFact } from './case-fact.ts'
import type { Frame } from './frame.engine.ts'
import { legMs, standardMs } from './legs.engine.ts'
import { belongs, momentsOf } from './sets.engine.ts'
import { add, contributionOf, emptyTally, handleMsOf, sheetOf, type Tally } from './tally.engine.ts'

export type Key = string | null
/** Only cases with this key on that axis. */
export interface Narrowed {
  axis: Axis
  key: Key
}

/** Under which names a case stands on an axis. More than one officer may have been on it: it counts for each. */
const keysOf: Record<Axis, (fact: CaseFact) => readonly Key[]> = {
  squad: ({ squadId }) => [squadId],
  area: ({ areaId }) => [areaId],
  matter: ({ matterId }) => [matterId],
  officer: ({ officerIds }) => (officerIds.length === 0 ? [null] : officerIds),
  source: ({ source }) => [source],
}

export const isAmong = (fact: CaseFact, narrowed: readonly Narrowed[]): boolean =>
  narrowed.every(({ axis, key }) => keysOf[axis](fact).includes(key))

/** An evaluation that takes its cases in portions and tells its figures one by one, so that nothing else waits for all of them. */
export interface Evaluating {
  take: (facts: readonly CaseFact[]) => void
  whole: () => Sheet
  rows: () => Generator<SheetRow>
  series: () => Generator<SeriesPoint>
}

/** Adds up a period: the whole, by one axis, and in the pieces that it is drawn in. */
export function openEvaluation(frame: Frame, by: Axis, pieces: readonly Span[]): Evaluating {
  const whole = emptyTally()
  const rows = new Map<Key, Tally>()
  const series = pieces.map((piece) => ({ piece: { ...frame, ...piece }, tally: emptyTally() }))

  function takeOne(fact: CaseFact): void {
    const contribution = contributionOf(fact, frame)
    if (contribution.sets.length > 0 || contribution.legs.length > 0) {
      add(whole, contribution)
      for (const key of keysOf[by](fact)) add(rowOf(rows, key), contribution)
    }
    for (const nth of new Set(momentsOf(fact, frame).map((at) => pieceAt(pieces, at)))) {
      const there = series[nth]
      if (there) add(there.tally, contributionOf(fact, there.piece))
    }
  }

  return {
    take(facts) {
      for (const fact of facts) takeOne(fact)
    },
    whole: () => sheetOf(whole, frame),
    *rows() {
      for (const [key, tally] of [...rows].sort(byKey)) yield { key, sheet: sheetOf(tally, frame) }
    },
    *series() {
      for (const { piece, tally } of series)
        yield { from: toMoment(piece.from), to: toMoment(piece.to), sheet: sheetOf(tally, piece) }
    },
  }
}

/** Which of the pieces holds a moment, by halving; -1 for one outside of them. They follow each other without a gap. */
function pieceAt(pieces: readonly Span[], at: At): number {
  let [low, high] = [0, pieces.length]
  if (at === null || at < (pieces[0]?.from ?? 0) || at >= (pieces.at(-1)?.to ?? 0)) return -1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (at < (pieces[middle]?.from ?? 0)) high = middle
    else low = middle
  }
  return low
}

function rowOf(rows: Map<Key, Tally>, key: Key): Tally {
  const held = rows.get(key) ?? emptyTally()
  rows.set(key, held)
  return held
}

/** In the order of their names, those without one last. */
const byKey = ([a]: [Key, Tally], [b]: [Key, Tally]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)

/** Whether a case stands behind a number, and how long the stretch or the handling took that it stands there for. */
export function behind(list: CaseList, fact: CaseFact, frame: Frame): { ms: number | null } | null {
  if (isSet(list)) {
    if (!belongs[list](fact, frame)) return null
    return { ms: list === 'timed' ? handleMsOf(fact, frame) : null }
  }
  const leg = legOf(list)
  const ms = legMs(leg, fact, frame)
  if (ms === null) return null
  const standard = standardMs(leg, frame)
  return list.startsWith('leg-') || (standard !== null && ms > standard) ? { ms } : null
}

const isSet = (list: CaseList): list is CaseSet => (caseSets as readonly string[]).includes(list)

function legOf(list: string): Leg {
  const leg = legs.find((name) => list.endsWith(`-${name}`))
  if (!leg) throw new RangeError(`${list} is no list`)
  return leg
}
