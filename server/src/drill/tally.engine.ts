import type { LoggedEvent } from '@lianqin/shared/events'
import { percentile } from './figures.engine.ts'

/** How often what happened, in the order of a case's life. */
export const counted = [
  'reported',
  'filed',
  'rejected',
  'offered',
  'delivered',
  'seen',
  'accepted',
  'declined',
  'lapsed',
  'withdrawn',
  'sent back',
  'reworked',
  'handled',
  'closed',
  'voided',
  'alarms',
] as const
export type Counted = (typeof counted)[number]

/** Milliseconds by the server's clock. */
export interface Spread {
  count: number
  p50: number | null
  p90: number | null
  p99: number | null
}

export interface Tally {
  counts: Record<Counted, number>
  toFirstOffer: Spread
  toAccept: Spread
  /** Offers whose acceptance stands in the log. */
  accepted: ReadonlySet<string>
}

const OFFER_MOVES: Record<string, Counted> = {
  deliver: 'delivered',
  see: 'seen',
  accept: 'accepted',
  decline: 'declined',
  lapse: 'lapsed',
  withdraw: 'withdrawn',
}
const TASK_MOVES: Record<string, Counted> = { sendBack: 'sent back', rework: 'reworked', finish: 'handled' }
const INCIDENT_MOVES: Record<string, Counted> = { file: 'filed', reject: 'rejected', close: 'closed', void: 'voided' }

/** Counts what the log says of these cases: the server's own account of the drill, independent of what anybody was answered. */
export function tally(lines: readonly LoggedEvent[], isOwn: (incidentId: string) => boolean): Tally {
  const counts = Object.fromEntries(counted.map((name) => [name, 0])) as Record<Counted, number>
  const filed = new Map<string, number>()
  const offered = new Map<string, number>()
  const taken = new Map<string, number>()
  const accepted = new Set<string>()
  for (const line of lines) {
    const incidentId = incidentOf(line)
    if (incidentId === null || !isOwn(incidentId)) continue
    for (const name of whatItIs(line)) counts[name]++
    const at = Date.parse(line.at)
    if (whatItIs(line).includes('filed') && !filed.has(incidentId)) filed.set(incidentId, at)
    if (line.kind === 'offer.made' && !offered.has(incidentId)) offered.set(incidentId, at)
    if (line.kind === 'offer.moved' && line.body.move === 'accept') {
      accepted.add(line.body.offer.id)
      if (!taken.has(incidentId)) taken.set(incidentId, at)
    }
  }
  return { counts, toFirstOffer: spread(filed, offered), toAccept: spread(filed, taken), accepted }
}

function whatItIs(line: LoggedEvent): Counted[] {
  switch (line.kind) {
    case 'incident.reported':
      return line.body.incident.state === 'filed' ? ['reported', 'filed'] : ['reported']
    case 'incident.moved':
      return listed(INCIDENT_MOVES[line.body.move])
    case 'offer.made':
      return ['offered']
    case 'offer.moved':
      return listed(OFFER_MOVES[line.body.move])
    case 'task.moved':
      return listed(TASK_MOVES[line.body.move])
    case 'alarm.raised':
      return ['alarms']
    default:
      return []
  }
}

const listed = (name: Counted | undefined) => (name === undefined ? [] : [name])

function incidentOf({ body }: LoggedEvent): string | null {
  if ('incident' in body) return body.incident.id
  if ('offer' in body) return body.offer.incidentId
  if ('task' in body) return body.task.incidentId
  if ('alarm' in body) return body.alarm.incidentId
  return null
}

function spread(from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>): Spread {
  const lengths = [...to].flatMap(([id, at]) => {
    const start = from.get(id)
    return start === undefined ? [] : [at - start]
  })
  return {
    count: lengths.length,
    p50: percentile(lengths, 0.5),
    p90: percentile(lengths, 0.9),
    p99: percentile(lengths, 0.99),
  }
}
