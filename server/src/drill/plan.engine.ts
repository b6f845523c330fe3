import type { NewIncident } from '@lianqin/shared/incident'
import type { Reference } from '@lianqin/shared/reference'
import { arrivals } from './arrivals.engine.ts'
import { createRandom } from './random.engine.ts'
import { createReports } from './reports.engine.ts'

/** What a drill is told. Two with the same order play the same day, as far as that is the drill's to say. */
export interface DrillOrder {
  seed: string
  perHour: number
  hours: number
  /** The local hour at which the simulated time begins. */
  startHour: number
}

export interface PlannedReport {
  /** Milliseconds of simulated time after the start. */
  afterMs: number
  report: NewIncident
}

/** Everything that will be reported, and when. `run` only marks the external numbers. */
export function planReports(
  reference: Pick<Reference, 'areas' | 'places' | 'matters'>,
  order: DrillOrder,
  run: string,
): PlannedReport[] {
  const random = createRandom(order.seed)
  const reportOf = createReports(reference, run)
  const content = random.branch('reports')
  return arrivals(random.branch('arrivals'), order).map((afterMs, index) => ({
    afterMs,
    report: reportOf(content, index + 1),
  }))
}
