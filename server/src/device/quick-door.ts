import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Buckets } from './bucket.ts'
import { readCall } from './osmand-call.ts'
import type { Reception } from './reception.ts'

interface Needs {
  reception: Reception
  rates: Buckets
  clock: () => number
  /** Positions are shed before commands (GUARANTEES I21). */
  isBusy: () => boolean
}

const PATH = '/osmand'

/**
 * The one request that makes up most of the load, a known phone with a readable position, answered before the rest of the
 * house is asked: that would cost five times as much as the position itself. False: everything else goes the usual way,
 * where it is refused in words.
 */
export function createQuickDoor({ reception, rates, clock, isBusy }: Needs) {
  return ({ method, url = '', headers }: IncomingMessage, response: ServerResponse): boolean => {
    if (method !== 'GET' || !url.startsWith(PATH)) return false
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    const inPath = path.length > PATH.length ? path.slice(PATH.length + 1) : null
    if (mark < 0 || (inPath !== null && path[PATH.length] !== '/') || isBusy()) return false
    const { message, secrets } = readCall({ query: url.slice(mark + 1), body: '', headers }, inPath, clock())
    const device = message.kind === 'reports' ? reception.find('osmand', secrets) : null
    if (message.kind !== 'reports' || !device || device.unitId === null || !rates.take(device.id)) return false
    for (const report of message.reports) reception.take(device, device.unitId, report)
    response.end()
    return true
  }
}
