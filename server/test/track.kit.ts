import type { Squad } from '@lianqin/shared/squad'
import type { ReadTrack, TrackGrant } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db } from '../src/kernel/db.ts'
import { type Answer, GULIN, longOnDuty, type Seat, type Server, until } from './kit.ts'

/* Squads that go about, and desks that look at where they were. */

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export interface Sent {
  unitId: string
  at: number
  lon: number
  lat: number
}
export interface Receipt {
  taken: number
  refused: { index: number; code: string }[]
}

export const sent = (by: Seat, fixes: readonly Sent[]): Promise<Answer<Receipt>> =>
  by.post('/positions', { crs: 'wgs84', fixes: fixes.map(({ at, ...fix }) => ({ ...fix, at: toMoment(at) })) })

export async function moveSquad(by: Seat, move: 'sign-on' | 'sign-off'): Promise<void> {
  const squad = (await by.get<{ squads: Squad[] }>('/squads')).body.squads[0] as Squad
  if (squad.state === (move === 'sign-on' ? 'on-duty' : 'off-duty')) return
  expect((await by.post(`/squads/${squad.id}/moves`, { move, version: squad.version })).status).toBe(200)
}

/** On duty, and heard of by whoever takes positions in; nothing of it is taken. */
export async function signedOn(by: Seat, name: string): Promise<void> {
  await moveSquad(by, 'sign-on')
  await until(async () => {
    const [first] = (await sent(by, [{ unitId: `unit-${name}`, at: Date.now() + HOUR, ...GULIN }])).body.refused
    return first?.code === 'fix.future'
  })
}

/** The same for ages already, so that it may send positions of the past. */
export async function longSignedOn({ app, as }: Pick<Server, 'app' | 'as'>, name: string): Promise<Seat> {
  const leader = await as(name)
  await signedOn(leader, name)
  longOnDuty(app, `squad-${name}`)
  return leader
}

export const look = (by: Seat, change: object): Promise<Answer<TrackGrant>> =>
  by.post('/track-views', { purpose: 'look', reason: '核对到场时间', ...change })

/** A unit's whole track in a span. */
export async function trackOf(by: Seat, unitId: string, from: number, to: number, more = ''): Promise<ReadTrack> {
  const grant = await look(by, { unitIds: [unitId], from: toMoment(from), to: toMoment(to) })
  expect(grant.status).toBe(201)
  const { status, body } = await by.get<ReadTrack>(`/tracks/${unitId}?grant=${grant.body.id}${more}`)
  expect(status).toBe(200)
  return body
}

/** What waits to be folded has been still for long enough. */
export const letSettle = (db: Db) => sql`update track_piece set written_at = now() - interval '10 minutes'`.execute(db)
