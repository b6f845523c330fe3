import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { SendBulk } from '@lianqin/shared/device'
import { FixReceipt } from '@lianqin/shared/unit'
import { Problem } from '@lianqin/shared/wire/problem'
import { type Outcome, refusalOf } from '../unit/intake.ts'
import type { Roster } from '../unit/roster.ts'
import { createBuckets, PLATFORM_RATE } from './bucket.ts'
import type { KnownDevice } from './device-book.ts'
import type { Reception } from './reception.ts'

interface Needs {
  reception: Reception
  roster: Roster
  clock: () => number
}

/** /positions/bulk: another platform that sends many units at once, with credentials of its own. */
export const bulkRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { reception, roster, clock }) => {
  const rates = createBuckets(PLATFORM_RATE, clock)
  app.post('/positions/bulk', {
    config: { open: true, rateLimit: false },
    schema: {
      summary: 'Positions of many units from a platform, in the datum declared for it',
      description:
        'Authorization: Bearer SECRET. lon/lat in degrees, accuracy in metres, speed in metres a second, heading in degrees from north. What moves no marker is named by its index as in POST /positions; a unit beyond the platform’s reach is unit.missing. ' +
        '401 device.unknown, 429 device.too-many (more than 20 batches a second for long).',
      tags: ['device'],
      body: SendBulk,
      response: { 202: FixReceipt },
    },
    handler: async (request, reply) => {
      const [scheme, secret = null] = (request.headers.authorization ?? '').split(' ')
      const said = scheme?.toLowerCase() === 'bearer' ? secret : null
      const platform = reception.known('bulk', [said], { name: '', source: request.ip })
      if (!rates.take(platform.id)) {
        reception.refuse(platform, 'device.too-many')
        throw new Problem('device.too-many')
      }
      const refused: FixReceipt['refused'] = []
      const { fixes } = request.body
      for (const [index, sent] of fixes.entries()) {
        const code = refusalOf(take(platform, sent))
        if (code) refused.push({ index, code })
      }
      return reply.code(202).send({ taken: fixes.length - refused.length, refused })
    },
  })

  function take(platform: KnownDevice, sent: SendBulk['fixes'][number]): Outcome {
    const squad = roster.squadOf(sent.unitId)
    if (!squad || (platform.areaId !== null && squad.areaId !== platform.areaId)) {
      reception.refuse(platform, 'unit.missing')
      return 'unit.missing'
    }
    const { unitId, accuracyM = null, speedMps = null, headingDeg = null, lon, lat } = sent
    const seen = { at: Date.parse(sent.at), lon, lat, located: true, accuracyM, speedMps, headingDeg }
    return reception.take(platform, unitId, seen)
  }
}
