import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

/** As strict as for our own pages, but for the data: pictures that the page draws its arrows with. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"

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
    staticCSP: POLICY,
    theme: { title: 'Lianqin API' },
    uiConfig: { docExpansion: 'list', deepLinking: false },
  })
  app.get('/api/v1/openapi.json', { config: { open: true }, schema: { hide: true } }, () => app.swagger())
}
