import { inWgs84 } from '@lianqin/shared/datum'
import { distanceM } from '@lianqin/shared/geo'
import type { Fix, FixRefusal } from '@lianqin/shared/unit'
import type { Crs } from '@lianqin/shared/wire/place'
import type { Metrics } from '../kernel/metrics.ts'
import type { DutyBook } from './duty-book.ts'
import type { FixBook } from './fix-book.ts'
import type { Sight } from './newest.ts'
import { judge, type Seen, type Verdict } from './plausible.rank.ts'
import { type Elsewhere, isProven, witness } from './recovery.engine.ts'
import type { Roster } from './roster.ts'

/** A position as its source tells it, in the source's datum: metres a second and degrees from north, null = not said. */
export interface Measured extends Seen {
  readonly speedMps: number | null
  readonly headingDeg: number | null
}

/** What became of a position: taken (`newest`, `late`), known already, not believed, or of somebody who sends none. */
export type Outcome = Verdict | 'unit.missing' | 'unit.off-duty'

export interface Intake {
  /** Whether a unit is on duty now: otherwise nothing of it is kept, whatever it says. */
  isOnDuty: (unitId: Fix['unitId']) => boolean
  /** How far a place is from where its unit was last believed to be, in metres; null if nothing is known of that. */
  awayM: (unitId: Fix['unitId'], seen: Measured, crs: Crs) => number | null
  /** Takes one position of a unit in. No queue, and nothing is asked of the database. */
  take: (unitId: Fix['unitId'], seen: Measured, crs: Crs) => Outcome
}

interface Needs {
  roster: Roster
  duty: Pick<DutyBook, 'wasOnDuty' | 'hasEnded' | 'since'>
  book: Pick<FixBook, 'seen' | 'note'>
  clock: () => number
  metrics: Metrics
  /** Told of every position that is believed, in WGS-84: the newest moves the marker, a late one belongs to the track alone. */
  taken: (sight: Sight, verdict: 'newest' | 'late') => void
}

/** The one way in for positions, whatever brings them: duty, datum, plausibility, the newest, then whoever listens. */
export function createIntake({ roster, duty, book, clock, metrics, taken }: Needs): Intake {
  const elsewhere = new Map<Fix['unitId'], Elsewhere<Measured>>()

  function believe(unitId: Fix['unitId'], seen: Measured, verdict: 'newest' | 'late'): void {
    const sight = asSight(unitId, seen)
    if (verdict === 'newest') book.note(sight)
    taken(sight, verdict)
  }

  /** What jumped may prove that the one before was wrong: then it is the newest, and those that proved it are late. */
  function doubtJump(unitId: Fix['unitId'], seen: Measured, newest: Seen): 'fix.jump' | 'newest' {
    const seenElsewhere = witness(elsewhere.get(unitId), newest, seen)
    if (!seenElsewhere) return 'fix.jump'
    elsewhere.set(unitId, seenElsewhere)
    if (!isProven(seenElsewhere)) return 'fix.jump'
    for (const one of seenElsewhere.seen.slice(0, -1)) believe(unitId, one, 'late')
    return 'newest'
  }

  /** Sent after the sign-off, as from where there was no network: what was measured on duty belongs to that duty's track. */
  function takeAfterwards(unitId: Fix['unitId'], seen: Measured): Outcome {
    // Off duty nothing of where somebody was is kept, not even in doubt.
    if (judge(seen, undefined, clock()) !== 'newest') return 'unit.off-duty'
    believe(unitId, seen, 'late')
    return 'late'
  }

  function outcomeOf(unitId: Fix['unitId'], sent: Measured, crs: Crs): Outcome {
    const squad = roster.squadOf(unitId)
    const isOnDuty = squad?.state === 'on-duty'
    if (!isOnDuty) elsewhere.delete(unitId)
    if (!squad) return 'unit.missing'
    // The moment of the position decides: measured off duty and sent on duty is off duty all the same.
    if (!duty.wasOnDuty(squad.id, sent.at) || !(isOnDuty || duty.hasEnded(squad.id))) return 'unit.off-duty'
    const seen = asWgs84(sent, crs)
    if (!isOnDuty) return takeAfterwards(unitId, seen)
    const newest = book.seen(unitId)
    const verdict = judge(seen, newest, clock())
    const judged = verdict === 'fix.jump' && newest ? doubtJump(unitId, seen, newest) : verdict
    // Of an earlier duty: it belongs to that day's track, and is not where the unit is now.
    const outcome = judged === 'newest' && seen.at < duty.since(squad.id) ? 'late' : judged
    if (outcome !== 'newest' && outcome !== 'late') return outcome
    elsewhere.delete(unitId)
    believe(unitId, seen, outcome)
    return outcome
  }

  return {
    isOnDuty: (unitId) => roster.squadOf(unitId)?.state === 'on-duty',
    awayM(unitId, seen, crs) {
      const newest = book.seen(unitId)
      return newest && seen.located ? distanceM(newest, asWgs84(seen, crs)) : null
    },
    take(unitId, seen, crs) {
      const outcome = outcomeOf(unitId, seen, crs)
      metrics.fixes.inc(outcome)
      return outcome
    },
  }
}

/** What is late belongs to the track; to who sent it, it is as stale as what was known. */
export function refusalOf(outcome: Outcome): FixRefusal | null {
  if (outcome === 'newest') return null
  return outcome === 'late' || outcome === 'duplicate' ? 'fix.stale' : outcome
}

const asWgs84 = (sent: Measured, crs: Crs): Measured =>
  crs === 'wgs84' || crs === 'cgcs2000' ? sent : { ...sent, ...inWgs84({ lon: sent.lon, lat: sent.lat, crs }) }

const asSight = (unitId: Fix['unitId'], { at, lon, lat, accuracyM, speedMps, headingDeg }: Measured): Sight => ({
  unitId,
  at,
  lon,
  lat,
  accuracyM: accuracyM ?? 0,
  speedMps: speedMps ?? 0,
  headingDeg: headingDeg ?? 0,
})
