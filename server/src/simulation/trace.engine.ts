import type { Verdict } from './simulate.engine.ts'
import type { Step } from './world.engine.ts'

/** One step in one line: when, who, what, what came of it, and what the log says of it. */
function toLine({ at, by, what, outcome, facts }: Step): string {
  const told = facts.map(({ kind, body }) => {
    const { move, ...rows } = body as Record<string, { id?: string; state?: string } | string | null | undefined>
    const row = Object.values(rows).find((value) => typeof value === 'object' && value?.id !== undefined)
    return `${kind}${move ? ` ${move}` : ''} ${typeof row === 'object' ? `${row?.id} ${row?.state}` : ''}`.trim()
  })
  const who = by.personId === null ? by.role : `${by.role} ${by.personId}`
  return `  ${new Date(at).toISOString()}  ${who}: ${JSON.stringify(what)} → ${[outcome, ...told].join('; ')}`
}

/** Does a step concern the case that broke a promise, or the server as a whole? */
const concerns = ({ what, facts, outcome }: Step, caseId: string): boolean =>
  outcome === 'crash' ||
  facts.some(({ incidentId }) => incidentId === caseId) ||
  (what as { id?: string } | null)?.id === caseId

/** What is told of a seed that broke a promise: which, about what, and how it came to that; with `all`, everything. */
export function traceOf(
  { seed, broken, at, steps }: Verdict,
  { all, atMost }: { all: boolean; atMost: number },
): string[] {
  if (!broken) return all ? steps.map(toLine) : []
  const { invariant, what, ids } = broken
  const caseId = ids.find((id) => id.startsWith('incident-')) ?? incidentOf(steps, ids)
  const own = all || !caseId ? steps : steps.filter((step) => concerns(step, caseId))
  return [
    `seed ${seed} breaks ${invariant} at ${new Date(at).toISOString()}: ${what}: ${ids.join(' ')}`,
    ...own.slice(all ? 0 : -atMost).map(toLine),
  ]
}

/** The case of the last fact that tells of one of these rows. */
function incidentOf(steps: readonly Step[], ids: readonly string[]): string | undefined {
  const facts = steps.flatMap((step) => step.facts)
  const told = facts.findLast(({ body }) =>
    Object.values(body as object).some((row) => typeof row === 'object' && row !== null && ids.includes(row.id)),
  )
  return told?.incidentId ?? undefined
}
