import { randomUUID } from 'node:crypto'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import fastifyUnderPressure from '@fastify/under-pressure'
import { Problem } from '@lianqin/shared/wire/problem'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { addAuth } from './auth.ts'
import { addDocs } from './docs.ts'
import { asProblem, wireOf } from './faults.ts'
import type { Ground } from './ground.ts'

const BODY_LIMIT = 256 * 1024
const MAX_DEPTH = 20

/** An HTTP server that knows who asks, describes itself, and refuses in one form. Routes are added by their rooms. */
export async function openHttp(config: Config, { db, logger, metrics, sessions }: Ground): Promise<FastifyInstance> {
  const { trustProxy, apiPer10s, publicUrl } = config
  const secure = publicUrl?.startsWith('https:') ?? false
  const app = await createHttp({ logger, trustProxy, apiPer10s, secure })
  app.addHook('onResponse', async ({ routeOptions }, reply) => {
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    metrics.requests.observe({ route: routeOptions.url ?? 'none', status }, reply.elapsedTime / 1000)
  })
  await addAuth(app, { db, sessions, publicUrl })
  await addDocs(app)
  return app
}

/** The limits of every request (GUARANTEES 5), the one error answer, and a policy under which a page can load nothing foreign. */
async function createHttp(needs: { logger: Logger; trustProxy: string[]; apiPer10s: number; secure: boolean }) {
  const app = Fastify({
    loggerInstance: needs.logger,
    // Our own line below names the fields that may be logged; the default one would carry query strings.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: needs.trustProxy.length > 0 ? needs.trustProxy : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 15_000,
    connectionTimeout: 30_000,
    handlerTimeout: 10_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 100 },
    // An address that cannot even be read is refused before any hook, in the same form.
    frameworkErrors: (error, request, reply) => {
      const problem = asProblem(error) ?? new Problem('request.unknown-route', { method: request.method })
      void (reply as FastifyReply).code(problem.status).send(wireOf(problem, request.id))
    },
  }).setValidatorCompiler(TypeBoxValidatorCompiler) as unknown as FastifyInstance
  // Any page may post text/plain across origins without asking, and its parser hands it over unread.
  app.removeContentTypeParser('text/plain')
  answerErrors(app)
  logRequests(app)
  app.addHook('preValidation', async (request) => {
    // The doors of devices tidy what a device calls itself: whoever it is, it is remembered that it knocked.
    const isDoor = !request.url.startsWith('/api/')
    for (const where of isDoor ? (['body'] as const) : (['body', 'query'] as const)) {
      const what = unfit(request[where], 0)
      if (what) throw new Problem('request.invalid', { where, what })
    }
  })
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: policy(needs.secure),
    strictTransportSecurity: needs.secure,
  })
  await app.register(fastifyRateLimit, {
    max: needs.apiPer10s,
    timeWindow: 10_000,
    keyGenerator: (request) => request.actor?.personId ?? request.ip,
    hook: 'preValidation',
    allowList: (request) => isUrgent(request),
    errorResponseBuilder: () => new Problem('request.too-many'),
  })
  await app.register(fastifyUnderPressure, {
    maxEventLoopDelay: 1_000,
    pressureHandler: (request) => {
      if (!isUrgent(request)) throw new Problem('server.busy')
    },
  })
  return app
}

/** Creating, accepting and alarms are shed last (I21), and never by a counter. */
const isUrgent = ({ routeOptions }: FastifyRequest) => routeOptions.config.urgent === true

function answerErrors(app: FastifyInstance) {
  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error)
    if (!problem) request.log.error({ err: error }, 'fault')
    const answer = problem ?? new Problem('server.failed')
    return reply.code(answer.status).send(wireOf(answer, request.id))
  })
}

function logRequests(app: FastifyInstance) {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, actor } = request
    request.log.info(
      {
        method,
        route: routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        person: actor?.personId,
      },
      'request',
    )
  })
}

/** Scripts, styles, workers and sockets of this origin, and nothing else. MapLibre's worker is a file of ours, not a blob. */
const policy = (secure: boolean) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    ...(secure ? { upgradeInsecureRequests: [] } : {}),
  },
})

/** What no schema says and no table could hold: endless nesting, and text with a NUL or half a character in it. */
function unfit(value: unknown, depth: number): string | null {
  if (typeof value === 'string') {
    return value.includes('\u0000') || !value.isWellFormed() ? 'holds a character that no text has' : null
  }
  // Bytes are nobody's words: a picture is judged by its own room.
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return null
  if (depth >= MAX_DEPTH) return 'nested too deeply'
  for (const held of Object.values(value)) {
    const what = unfit(held, depth + 1)
    if (what) return what
  }
  return null
}
