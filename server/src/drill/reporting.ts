import { setTimeout as pause } from 'node:timers/promises'
import type { Incident } from '@lianqin/shared/incident'
import type { Company } from './company.ts'
import type { Seat } from './drill.client.ts'
import type { PlannedReport } from './plan.engine.ts'

interface Needs {
  speed: number
  /** Where every report that was answered 201 is written down. */
  acknowledged: Map<Incident['id'], Incident>
  say: (words: string) => void
}

/** Who reports: the desk, and the leaders for what they find. */
export type Reporters = Pick<Company, 'desk'> & { leaders: readonly Pick<Company['leaders'][number], 'seat'>[] }

const SAY_EVERY = 50

/** Sends every report at its moment, whatever became of the others; returns how many were never answered. */
export async function reportAll(company: Reporters, plan: readonly PlannedReport[], needs: Needs): Promise<number> {
  const { speed, acknowledged, say } = needs
  const start = performance.now()
  const sent: Promise<boolean>[] = []
  for (const { afterMs, report } of plan) {
    await pause(Math.max(0, start + afterMs / speed - performance.now()))
    const { seat, body } = reporter(company, report, sent.length)
    sent.push(
      seat.post<Incident>('/incidents', body).then((answer) => {
        if (answer.ok) acknowledged.set(answer.body.id, answer.body)
        return answer.ok
      }),
    )
    if (sent.length % SAY_EVERY === 0) say(`${sent.length} of ${plan.length} reported …`)
  }
  return (await Promise.all(sent)).filter((answered) => !answered).length
}

/**
 * What a patrol finds its leader reports, and the desk files; everything else the desk takes itself. External numbers are
 * other systems': who sees only a part of the district may not send any, nor file.
 */
function reporter(
  { desk, leaders }: Reporters,
  body: PlannedReport['report'],
  turn: number,
): { seat: Seat; body: PlannedReport['report'] } {
  const finder = body.source === 'patrol' ? leaders[turn % leaders.length] : undefined
  if (!finder) return { seat: desk, body }
  const { externalNo: _, ...found } = body
  return { seat: finder.seat, body: { ...found, filed: false } }
}
