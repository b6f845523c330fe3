import type { LoggedEvent } from '@lianqin/shared/events'
import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import type { Answer, Seat } from './drill.client.ts'

/** Every line of the log after `seq`. */
export async function readLog(seat: Seat, seq: number): Promise<LoggedEvent[]> {
  const lines: LoggedEvent[] = []
  for (let after = seq; ; ) {
    const page = granted(await seat.get<{ lines: LoggedEvent[] }>(`/log?after=${after}`)).lines
    lines.push(...page)
    const last = page.at(-1)
    if (!last) return lines
    after = last.seq
  }
}

/** Which of these are lost: answered 201, and neither on the list of open cases nor known to be over. */
export async function lostIncidents(
  seat: Seat,
  acknowledged: ReadonlyMap<Incident['id'], Incident>,
): Promise<string[]> {
  if (acknowledged.size === 0) return []
  const first = Math.min(...[...acknowledged.values()].map(({ no }) => no))
  const open = new Set((await list(seat, 'true', first)).map(({ id }) => id))
  const over = new Set(
    (await list(seat, 'false', first)).filter(({ state }) => !isOpenIncident(state)).map(({ id }) => id),
  )
  return [...acknowledged.keys()].filter((id) => open.has(id) === over.has(id))
}

const PAGE = 200

async function list(seat: Seat, open: 'true' | 'false', first: number): Promise<Incident[]> {
  const incidents: Incident[] = []
  for (let before = ''; ; ) {
    const page = granted(
      await seat.get<{ incidents: Incident[]; next: number | null }>(`/incidents?open=${open}&limit=${PAGE}${before}`),
    )
    incidents.push(...page.incidents)
    if (page.next === null || page.next < first) return incidents
    before = `&before=${page.next}`
  }
}

function granted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`the drill cannot be audited: the server answered ${answer.code}`)
  return answer.body
}
