import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** The interface as OpenAPI, and a page to read it by, served from here. Registered before the routes, so that it sees them. */
export async function addDocs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Lianqin 联勤',
        version: '1',
        description:
          'Every refusal is `{code, params, requestId}` with a code from one table. Bodies are closed: an unknown field is refused. ' +
          'A command may carry `Idempotency-Key` (8 to 80 visible characters): the same key and body have one effect and one answer, another body is 422.',
      },
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/v1/docs',
    staticCSP: true,
    theme: { title: 'Lianqin API' },
    uiConfig: { docExpansion: 'list', deepLinking: false },
    uiHooks: {},
  })
  app.get('/api/v1/openapi.json', { config: { open: true }, schema: { hide: true } }, () => app.swagger())
}
