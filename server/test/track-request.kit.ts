import type { Person } from '@lianqin/shared/person'
import type { ToldRequest, TrackRequest } from '@lianqin/shared/track/request'
import { toMoment } from '@lianqin/shared/wire/moment'
import { expect } from 'vitest'
import { type Answer, type Seat, type Server, signIn } from './kit.ts'
import { HOUR } from './track.kit.ts'

/* Requests for files of tracks that two people must want. */

const now = Date.now()
export const span = { from: toMoment(now - 2 * HOUR), to: toMoment(now + HOUR) }
/** One more than one person may take away alone, of two townships. */
export const FOUR = ['unit-gulin-1', 'unit-gulin-2', 'unit-gulin-3', 'unit-gaoqiao-1']
export const WHY = '案件证据：占道经营群访'

export const ask = (by: Seat, change: object = {}): Promise<Answer<TrackRequest>> =>
  by.post('/track-requests', { unitIds: FOUR, purpose: 'gpx', reason: WHY, ...span, ...change })
export const say = (by: Seat, of: TrackRequest, move: string, more: object = {}): Promise<Answer<TrackRequest>> =>
  by.post(`/track-requests/${of.id}/moves`, { move, version: of.version, ...more })
export async function asked(by: Seat, change: object = {}): Promise<TrackRequest> {
  const { status, body } = await ask(by, change)
  expect(status).toBe(201)
  return body
}
export const read = async (by: Seat) =>
  (await by.get<{ requests: TrackRequest[]; told: ToldRequest[] }>('/track-requests')).body
export const toldTo = async (by: Seat, { id }: TrackRequest) => (await read(by)).told.filter((one) => one.id === id)
export const seenBy = async (by: Seat, { id }: TrackRequest) => (await read(by)).requests.find((one) => one.id === id)
export const fetched = ({ url }: Pick<Server, 'url'>, by: Seat, grantId: string | null) =>
  fetch(`${url}/api/v1/track-exports/${grantId}`, { headers: { cookie: by.cookie } })

/** A shift lead of one township. */
export async function leadOf({ as, url }: Pick<Server, 'as' | 'url'>, area: string, name: string): Promise<Seat> {
  const password = 'long enough it is'
  const scope = { kind: 'area', areaId: `area-${area}` }
  const person = { name, title: name, role: 'shift-lead', scope, password }
  expect((await (await as('admin')).post<Person>('/people', person)).status).toBe(201)
  return signIn(url, name, password)
}
