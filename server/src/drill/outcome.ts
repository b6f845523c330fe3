import type { Outcome } from './strong.ts'
import { counted, type Spread } from './tally.engine.ts'

/** A drill's outcome as a page of text. */
export function toLines(outcome: Outcome, faults: ReadonlyMap<string, number>): string[] {
  const { lostIncidents, lostAcceptances } = outcome
  const lost = lostIncidents.length + lostAcceptances.length
  return [
    '',
    row('planned', outcome.planned),
    row('answered 201', outcome.acknowledged),
    ...counted.map((name) => row(name, outcome.counts[name])),
    '',
    row('to first offer', inSeconds(outcome.toFirstOffer)),
    row('to acceptance', inSeconds(outcome.toAccept)),
    '',
    row('squads', outcome.squads),
    row('positions sent', `${outcome.positions.sent} taken, ${outcome.positions.refused} refused`),
    row('positions seen', `${outcome.positions.seen} on the desk's screen`),
    row('gaps', `${outcome.gaps} noticed on ${outcome.squads + 1} sockets; ${outcome.unheard} log lines never heard`),
    row('not answered', outcome.unanswered),
    row('still open', outcome.open),
    row('took', `${outcome.seconds} s`),
    ...[...faults].sort((a, b) => b[1] - a[1]).map(([name, times]) => row('refused', `${times} × ${name}`)),
    '',
    row('lost', lost === 0 ? '0' : `${lost}: ${[...lostIncidents, ...lostAcceptances].join(', ')}`),
  ]
}

const NAME_WIDTH = 16
const row = (name: string, value: string | number) => `${name.padEnd(NAME_WIDTH)}${value}`

const seconds = (ms: number | null) => (ms === null ? '–' : `${(ms / 1000).toFixed(2)} s`)
const inSeconds = ({ count, p50, p90, p99 }: Spread) =>
  `p50 ${seconds(p50)}, p90 ${seconds(p90)}, p99 ${seconds(p99)} (${count} cases)`
