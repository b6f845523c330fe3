import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

/**
 * Asks this door first about every request; what it does not take goes on to whoever was there before. So does what breaks
 * in it: there a fault is answered and logged, and ends no process.
 */
export function standInFront(
  server: Server,
  takes: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const behind = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (isTaken(takes, request, response)) return
    for (const listener of behind) listener.call(server, request, response)
  })
}

function isTaken(takes: Parameters<typeof standInFront>[1], request: IncomingMessage, response: ServerResponse) {
  try {
    return takes(request, response)
  } catch {
    return response.headersSent
  }
}

/** What belongs to one answer alone. */
const OWN = new Set(['content-type', 'content-length', 'date', 'connection'])

/** What every answer of this server says besides, names and values in turn: read off one that says nothing else. */
export async function commonHead(app: FastifyInstance): Promise<string[]> {
  const { headers } = await app.inject({ method: 'OPTIONS', url: '/' })
  return Object.entries(headers).flatMap(([name, value]) => (OWN.has(name) ? [] : [name, String(value)]))
}
