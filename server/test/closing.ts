import type { Incident, MoveIncident, NewIncident } from '@lianqin/shared/incident'
import type { CaseLead } from '@lianqin/shared/lead'
import type { PhotoStage } from '@lianqin/shared/photo'
import type { Task } from '@lianqin/shared/task'
import { expect } from 'vitest'
import { type Answer, aReport, GULIN, liveOfferOf, type Seat, type Server } from './kit.ts'

/** Takes a case of 古林 from the report to handled: one squad, no detours. */
export async function handled(server: Server, change: Partial<NewIncident> = {}): Promise<Incident> {
  await server.onDuty({ name: 'gulin-1', ...GULIN })
  const { body } = await (await server.as('chen')).post<Incident>('/incidents', aReport(change))
  return workOff(server, body.id)
}

/** Waits for the offer of a case, accepts it and works it to its end. */
export async function workOff(server: Server, id: Incident['id']): Promise<Incident> {
  const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
  const offer = await liveOfferOf(desk, id)
  expect((await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })).status).toBe(200)
  const { body } = await leader.get<{ tasks: Task[] }>('/tasks?open=true')
  let task = body.tasks.find(({ incidentId }) => incidentId === id)
  for (const move of ['depart', 'arrive', 'finish']) {
    const more = move === 'finish' ? { result: '已劝离' } : {}
    task = (await leader.post<Task>(`/tasks/${task?.id}/moves`, { move, version: task?.version, ...more })).body
  }
  return (await desk.get<{ incident: Incident }>(`/incidents/${id}`)).body.incident
}

/** Closes a handled case, by default as a violation. */
export const close = async (
  desk: Seat,
  { id, version }: Incident,
  more: Partial<MoveIncident> = {},
): Promise<Answer<Incident>> =>
  desk.post<Incident>(`/incidents/${id}/moves`, { move: 'close', version, outcome: 'violation', ...more })

/** A case of 古林 that ended in a violation. */
export async function violation(server: Server, change: Partial<NewIncident> = {}): Promise<Incident> {
  const { status, body } = await close(await server.as('chen'), await handled(server, change))
  expect(status).toBe(200)
  return body
}

/** Stall in the street: delegated to 古林, fast track, on the first-offence list. */
export const STALL = 'item-s019'

/** A lead of a new violation, taken up by the shift lead. */
export async function takenLead(server: Server, given: object = {}): Promise<CaseLead> {
  const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
  const incident = await violation(server)
  const opened = await desk.post<CaseLead>(`/incidents/${incident.id}/leads`, {
    itemId: STALL,
    note: '占道摆卖，当场取证',
    ...given,
  })
  expect(opened.status).toBe(201)
  const taken = await lead.post<CaseLead>(`/leads/${opened.body.id}/moves`, { move: 'take', version: 1 })
  expect(taken.body).toMatchObject({ state: 'taken', version: 2 })
  return taken.body
}

/** Bytes that begin like a JPEG; what follows is chance, as in any photo. */
export const aJpeg = (bytes = 2_000): Uint8Array => {
  const picture = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at++) picture[at] = (at * 73 + 11) % 256
  picture.set([0xff, 0xd8, 0xff, 0xe0])
  return picture
}

/** Sends a picture as its own bytes. */
export async function sendPhoto(
  { url }: Server,
  { cookie }: Seat,
  incidentId: string,
  { bytes = aJpeg(), type = 'image/jpeg', stage = 'handling' as PhotoStage | string, key = '' } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${url}/api/v1/incidents/${incidentId}/photos?stage=${stage}`, {
    method: 'POST',
    headers: { cookie, 'content-type': type, ...(key ? { 'idempotency-key': key } : {}) },
    body: Buffer.from(bytes),
  })
  return { status: answer.status, body: await answer.json() }
}
