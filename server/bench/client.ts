import type { LoggedEvent } from '@lianqin/shared/events'
import type { NewIncident } from '@lianqin/shared/incident'
import type { Squad } from '@lianqin/shared/squad'
import type { FixReceipt } from '@lianqin/shared/unit'
import type { WallToClient, WallToServer } from '@lianqin/shared/wall'
import { bareDecoder } from '@lianqin/shared/wall-parser'
import { toMoment } from '@lianqin/shared/wire/moment'
import { io, type Socket } from 'socket.io-client'
import { Decoder, Encoder } from 'socket.io-parser'

/** Frames of positions come bare; see `wall-parser.ts`. */
const parser = { Encoder, Decoder: bareDecoder(Decoder) }

export type Wall = Socket<WallToClient, WallToServer>

export interface Seat {
  url: string
  cookie: string
  post: <T>(path: string, body: object) => Promise<T>
  get: <T>(path: string) => Promise<T>
}

const PASSWORD = 'lianqin-demo'

export async function signIn(url: string, name: string): Promise<Seat> {
  const call = async (method: string, path: string, body: object | null, cookie: string) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const answer = await call('POST', '/session', { name, password: PASSWORD }, '')
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return {
    url,
    cookie,
    post: async (path, body) => (await call('POST', path, body, cookie)).json() as never,
    get: async (path) => (await call('GET', path, null, cookie)).json() as never,
  }
}

/** A screen that has been welcomed; told of every event as it comes. */
export async function openWall({ url, cookie }: Seat, heard: (event: LoggedEvent) => void): Promise<Wall> {
  const wall: Wall = io(`${url}/wall`, {
    transports: ['websocket'],
    parser,
    extraHeaders: { cookie },
    forceNew: true,
    reconnection: false,
  })
  wall.on('events', ({ events }) => {
    for (const event of events) heard(event)
  })
  await new Promise<void>((resolve, reject) => {
    wall.on('connect', () =>
      wall.emit('hello', { since: null }, ({ ok }) => (ok ? resolve() : reject(new Error('no welcome')))),
    )
    wall.on('connect_error', reject)
  })
  return wall
}

/** In an empowered township, on the street. */
export const PLACE = { lon: 121.4426, lat: 29.832 }

export const aReport = (filed: boolean): NewIncident => ({
  matterId: 'matter-e0406',
  place: { ...PLACE, crs: 'wgs84' },
  filed,
})

/** Signs squads on and puts a unit of each near the place, so that cases are really ranked and offered. */
export async function putOnDuty(url: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const leader = await signIn(url, name)
    const { squads } = await leader.get<{ squads: Squad[] }>('/squads')
    const [squad] = squads
    if (!squad) continue
    await leader.post(`/squads/${squad.id}/moves`, { move: 'sign-on', version: squad.version })
    // Who keeps positions hears of the sign-on from the log, a moment later.
    for (let taken = 0; taken === 0; ) {
      const fix = { unitId: `unit-${name}`, at: toMoment(Date.now()), ...PLACE }
      taken = (await leader.post<FixReceipt>('/positions', { crs: 'wgs84', fixes: [fix] })).taken
    }
  }
}
