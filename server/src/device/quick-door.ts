import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Buckets } from './bucket.ts'
import { readCall } from './osmand-call.ts'
import type { Reception } from './reception.ts'
import { callsForHelp } from './report.ts'

interface Needs {
  reception: Reception
  rates: Buckets
  clock: () => number
  /** Positions are shed before commands (GUARANTEES I21), and nothing new is begun while the server closes. */
  isBusy: () => boolean
  /** Names and values in turn: what every answer of the server says besides. */
  head: readonly string[]
  /** How long it took, in seconds, by the route that it would have been. */
  answered: (route: string, seconds: number) => void
}

const PATH = '/osmand'

/**
 * The one request that makes up most of the load, a known phone with a readable position, answered before the rest of the
 * house is asked: that would cost several times as much as the position itself. Its answer is the one of `door.routes.ts`,
 * to the last header, and counted among the requests; only no line is logged for it, as it would say no more. False:
 * everything else goes the usual way, where it is refused in words, and where a call for help waits until it is written.
 */
export function createQuickDoor({ reception, rates, clock, isBusy, head, answered }: Needs) {
  const whole = [...head, 'content-length', '0']
  return ({ method, url = '', headers }: IncomingMessage, response: ServerResponse): boolean => {
    const begun = performance.now()
    if (method !== 'GET' || !url.startsWith(PATH) || hasBody(headers) || isBusy()) return false
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    const inPath = path.length > PATH.length ? path.slice(PATH.length + 1) : null
    if (mark < 0 || (inPath !== null && path[PATH.length] !== '/')) return false
    const { message, secrets } = readCall({ query: url.slice(mark + 1), body: '', headers }, inPath, clock())
    const device = message.kind === 'reports' ? reception.find('osmand', secrets) : null
    if (message.kind !== 'reports' || message.reports.some(callsForHelp)) return false
    if (!device || device.unitId === null || !rates.take(device.id)) return false
    for (const report of message.reports) reception.take(device, device.unitId, report)
    response.writeHead(200, whole)
    response.end()
    answered(inPath === null ? PATH : `${PATH}/:secret`, (performance.now() - begun) / 1000)
    return true
  }
}

/** It would have to be read first, and would count against the limits of the usual way. */
const hasBody = (headers: IncomingMessage['headers']) =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
