import type { Alarm } from '@lianqin/shared/alarm'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { readFrame } from '@lianqin/shared/unit-frame'
import { SILENT_MS, type WallToClient, type WallToServer } from '@lianqin/shared/wall'
import { bareDecoder } from '@lianqin/shared/wall-parser'
import { io, type Socket } from 'socket.io-client'
import { Decoder, Encoder } from 'socket.io-parser'
import { backOffMs, type Seat } from './drill.client.ts'

/** Frames of positions come bare; see `wall-parser.ts`. */
const parser = { Encoder, Decoder: bareDecoder(Decoder) }

/** Rows as they have just become, of any kind. */
export interface Rows {
  incidents: Incident[]
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  squads: Squad[]
}

export interface Ears {
  /** `whole`: everything that stands, so what is not named is gone. */
  take: (rows: Rows, whole: boolean) => void
  event?: (event: LoggedEvent) => void
  /** Of how many units it was told where they are. */
  seen?: (units: number) => void
  gap?: () => void
}

export interface Feed {
  /** How far the log has been heard; null before the first welcome. */
  seq: () => number | null
  close: () => void
}

/** One screen on the wall's protocol: notices gaps, asks again, and comes back after any interruption. */
export function openFeed(seat: Seat, ears: Ears): Feed {
  const held: { socket: Socket<WallToClient, WallToServer> | null; to: number | null; tries: number; closed: boolean } =
    { socket: null, to: null, tries: 0, closed: false }
  let later: NodeJS.Timeout | undefined
  let silence: NodeJS.Timeout | undefined

  function open() {
    const socket: Socket<WallToClient, WallToServer> = io(`${seat.server}/wall`, {
      transports: ['websocket'],
      parser,
      extraHeaders: { cookie: seat.cookie() },
      forceNew: true,
      reconnection: false,
    })
    held.socket = socket
    const alive = () => {
      clearTimeout(silence)
      silence = setTimeout(comeBack, SILENT_MS)
    }
    const hello = () =>
      socket.emit('hello', { since: held.to }, (welcome) => {
        if (welcome.ok) held.tries = 0
        else comeBack()
      })
    socket.on('connect', hello)
    socket.on('snapshot', (snapshot) => {
      held.to = snapshot.seq
      ears.take(snapshot, true)
      alive()
    })
    socket.on('events', ({ from, to, events }) => {
      alive()
      if (from !== held.to) {
        ears.gap?.()
        return void hello()
      }
      held.to = to
      for (const event of events) {
        ears.event?.(event)
        ears.take(rowsOf(event), false)
      }
    })
    socket.on('beat', ({ seq }) => {
      alive()
      if (held.to !== null && seq > held.to) {
        ears.gap?.()
        hello()
      }
    })
    socket.on('positions', (bytes) => {
      const read = readFrame(bytes)
      if (read.ok) ears.seen?.(read.frame.count)
    })
    for (const end of ['retire', 'disconnect', 'connect_error'] as const) socket.on(end as 'retire', comeBack)
  }

  function drop() {
    clearTimeout(silence)
    held.socket?.removeAllListeners()
    held.socket?.disconnect()
    held.socket = null
  }

  function comeBack() {
    if (held.closed || held.socket === null) return
    drop()
    later = setTimeout(again, backOffMs(held.tries++))
  }

  /** Whether the line was broken or the session is over looks the same from here. */
  function again() {
    seat.renew().then(
      () => held.closed || open(),
      () => {
        if (!held.closed) later = setTimeout(again, backOffMs(held.tries++))
      },
    )
  }

  open()
  return {
    seq: () => held.to,
    close() {
      held.closed = true
      clearTimeout(later)
      drop()
    },
  }
}

function rowsOf({ body }: LoggedEvent): Rows {
  const row = <T>(name: string): T[] => (name in body ? [body[name as keyof typeof body] as T] : [])
  return {
    incidents: row('incident'),
    tasks: row('task'),
    offers: row('offer'),
    alarms: row('alarm'),
    squads: row('squad'),
  }
}
