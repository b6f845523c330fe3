import { Problem } from '@lianqin/shared/wire/problem'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Buckets } from './bucket.ts'
import type { KnownDevice } from './device-book.ts'
import { tidy } from './octets.codec.ts'
import { NAMELESS, readCall } from './osmand-call.ts'
import { readOwntracks } from './owntracks.codec.ts'
import type { Reception } from './reception.ts'
import { callsForHelp, type DeviceMessage, type DeviceRequest } from './report.ts'

interface Needs {
  reception: Reception
  rates: Buckets
  clock: () => number
}

type Asked = FastifyRequest<{ Params: { secret?: string } }>

/** /osmand and /owntracks: phones with an app of their own. They have no session; each has a secret. */
export const doorRoutes: FastifyPluginAsync<Needs> = async (app, { reception, rates, clock }) => {
  const tags = ['device']
  const config = { rateLimit: false } as const
  // Clients send forms, JSON and nothing, under whatever type they like: the codecs look for themselves.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  function admit(device: KnownDevice): void {
    if (rates.take(device.id)) return
    reception.refuse(device, 'device.too-many')
    throw new Problem('device.too-many')
  }

  async function takeIn(device: KnownDevice, message: DeviceMessage): Promise<void> {
    if (message.kind === 'fault') reception.refuse(device, 'device.unreadable')
    else reception.heard(device)
    if (device.unitId === null) return
    if (message.kind === 'status') reception.tell(device, device.unitId, message)
    const reports = message.kind === 'reports' ? message.reports : []
    for (const report of reports) reception.take(device, device.unitId, report)
    const said = message.kind === 'status' ? [message] : reports
    if (said.some(callsForHelp)) await reception.written(device.unitId)
  }

  async function osmand(request: Asked, reply: FastifyReply) {
    const { message, secrets, name } = readCall(requestOf(request), request.params.secret ?? null, clock())
    const device = reception.known('osmand', secrets, { name: masked(name), source: request.ip })
    admit(device)
    await takeIn(device, message)
    if (message.kind === 'fault') throw new Problem('device.unreadable', { code: message.code })
    // A button may be pressed where no place is known; otherwise the place is all that this protocol is for.
    if (message.kind === 'status' && message.alarms.length === 0) reception.refuse(device, 'device.no-place')
    return reply.code(200).send()
  }
  const summary = 'A position from OsmAnd, Traccar Client or what speaks like them'
  const description =
    'The secret stands in the address (/osmand/SECRET), as `token`, or as `id` or `deviceid`. lat/lon in degrees of the device’s declared datum, timestamp in seconds, milliseconds or ISO, speed in knots (or speed_mps in metres a second), bearing in degrees, accuracy in metres; ' +
    'or the JSON of Traccar Client 9 (speed in metres a second). 200 whatever became of the position; 400 device.unreadable, 401 device.unknown, 429 device.too-many (more than 2 a second for long). A call for help (alarm=sos) is answered when its alarm is in the log, and 503 server.busy until then.'
  for (const url of ['/osmand', '/osmand/:secret'])
    app.route({ method: ['GET', 'POST'], url, config, schema: { summary, description, tags }, handler: osmand })

  app.post('/owntracks', {
    config,
    schema: {
      summary: 'Messages of OwnTracks in HTTP mode',
      description:
        'HTTP basic: any user, the secret as password. One object by its `_type`, or a list. Answers [] whatever became of them: the app would send again for ever what it is told is wrong. 401 device.unknown, 429 device.too-many.',
      tags,
    },
    handler: async (request: Asked, reply: FastifyReply) => {
      const { name, secret } = basic(request.headers.authorization)
      if (!reception.find('owntracks', [secret])) reply.header('www-authenticate', 'Basic realm="positions"')
      const device = reception.known('owntracks', [secret], { name: masked(name), source: request.ip })
      admit(device)
      for (const message of readOwntracks(requestOf(request), clock(), NAMELESS)) await takeIn(device, message)
      return reply.send([])
    },
  })
}

/** What a stranger sends as its name may be somebody's secret: enough of it to find a slip of the finger. */
function masked(name: string): string {
  const shown = Array.from(tidy(name)).slice(0, 3).join('')
  return shown === '' ? '' : `${shown}…`
}

function requestOf({ raw, body, headers }: FastifyRequest): DeviceRequest {
  const url = raw.url ?? ''
  const query = url.indexOf('?')
  return { query: query < 0 ? '' : url.slice(query + 1), body: typeof body === 'string' ? body : '', headers }
}

function basic(header: string | undefined): { name: string; secret: string | null } {
  const [scheme = '', code = ''] = (header ?? '').split(' ')
  if (scheme.toLowerCase() !== 'basic') return { name: '', secret: null }
  const said = Buffer.from(code, 'base64').toString()
  const colon = said.indexOf(':')
  return colon < 0 ? { name: said, secret: null } : { name: said.slice(0, colon), secret: said.slice(colon + 1) }
}
