import type { LoggedEvent } from '@lianqin/shared/events'
import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
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

/**
 * Which of these are lost: answered 201, neither on the list of open cases nor known to be over, and unknown when asked for
 * by its id. The last question matters: who is moved on by somebody between two lists stands on both, or on neither.
 */
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
  const lost: string[] = []
  for (const id of acknowledged.keys()) {
    if (open.has(id) === over.has(id) && !(await read(seat, id))) lost.push(id)
  }
  return lost
}

/**
 * Which of these acceptances are lost: answered 200, and told neither by the lines read nor by the log of their own case,
 * which also holds what happened before those lines and to cases that are not this drill's.
 */
export async function lostAcceptances(
  seat: Seat,
  accepted: readonly Pick<Offer, 'id' | 'incidentId'>[],
  known: ReadonlySet<string>,
): Promise<string[]> {
  const lost: string[] = []
  for (const { id, incidentId } of accepted) {
    if (known.has(id)) continue
    const timeline = (await read(seat, incidentId))?.timeline ?? []
    if (!timeline.some((line) => isAcceptanceOf(id, line))) lost.push(id)
  }
  return lost
}

const isAcceptanceOf = (offerId: Offer['id'], line: LoggedEvent) =>
  line.kind === 'offer.moved' && line.body.move === 'accept' && line.body.offer.id === offerId

/** A case with its own part of the log; null where the server does not know it. */
async function read(seat: Seat, id: Incident['id']): Promise<{ timeline: LoggedEvent[] } | null> {
  const answer = await seat.get<{ timeline: LoggedEvent[] }>(`/incidents/${id}`)
  return !answer.ok && answer.code === 'incident.missing' ? null : granted(answer)
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
