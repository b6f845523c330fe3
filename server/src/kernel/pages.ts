import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { Problem } from '@lianqin/shared/wire/problem'
import type { FastifyInstance } from 'fastify'

const BUILT = fileURLToPath(new URL('../../../console/dist', import.meta.url))

/** The console's files, and its one page for every address of its router. Whatever else is asked for is not there. */
export async function addPages(app: FastifyInstance): Promise<void> {
  const built = existsSync(BUILT)
  if (built) {
    await app.register(fastifyStatic, {
      root: BUILT,
      wildcard: false,
      index: false,
      setHeaders: (reply, path) => {
        // Named by content, so never changed; the page that names them is asked for every time.
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w+($|\?)/.test(request.url)
    if (built && wantsPage) return reply.header('cache-control', 'no-cache').sendFile('index.html')
    throw new Problem('request.unknown-route', { method: request.method })
  })
}
