import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'

/** Asks this door first about every request; what it does not take goes on to whoever was there before. */
export function standInFront(
  server: Server,
  takes: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const behind = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (takes(request, response)) return
    for (const listener of behind) listener.call(server, request, response)
  })
}
