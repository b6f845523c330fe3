import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import {
  Device,
  DeviceWithSecret,
  Doubted,
  deviceKeepers,
  deviceReaders,
  HeardDevice,
  MoveDevice,
  NewDevice,
  Stranger,
} from '@lianqin/shared/device'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { addDevice, moveDevice } from './device.moves.ts'
import { heardDevices, strangers, visibleDoubts } from './device.query.ts'
import type { DeviceBook } from './device-book.ts'
import { freshSecret, hashOf } from './secret.ts'

interface Needs {
  db: Db
  write: Write
  /** The doors here know at once what was just decided here; those of other processes hear of it from the log. */
  book: Pick<DeviceBook, 'learn'>
}

const MOST = 2_000
const DOUBTS_MOST = 500
const STRANGERS_MOST = 200

/** /devices: what sends positions, with which rights, and what was not believed of it. */
export const deviceRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, book }) => {
  const tags = ['device']
  app.get('/devices', {
    config: { only: deviceReaders },
    schema: {
      summary: `Devices one may see, at most ${MOST}, with when each was last heard and what was refused; a township its own`,
      tags,
      response: { 200: Type.Object({ devices: Type.Array(HeardDevice) }) },
    },
    handler: async (request) => ({ devices: await heardDevices(db, actor(request).scope, MOST) }),
  })
  app.post('/devices', {
    config: { only: deviceKeepers },
    schema: {
      summary: 'Register a device; the answer holds its secret, this once',
      description:
        'osmand, owntracks and jt808 belong to one unit, in whose township they stand; bulk has none and sends the units of `areaId`, or of the district. `crs` is the datum it measures in. ' +
        'The name of a jt808 terminal is its number; one whose label is not given may bind it by registering over the line within a day. A repetition with the same key answers secret null. 404 unit.missing, 409 device.name-taken, 422 device.unit-unfit, device.terminal-unfit.',
      tags,
      body: NewDevice,
      response: { 201: DeviceWithSecret },
    },
    handler: async (request, reply) => {
      const { secret, tell } = sealed()
      const device = await write(order(request), (trx) => tell(addDevice(trx, request.body, hashOf(secret))))
      await book.learn([device.id])
      return reply.code(201).send({ device, secret: tell.told ? secret : null })
    },
  })
  app.post('/devices/:id/moves', {
    config: { only: deviceKeepers },
    schema: {
      summary: 'Give a device to another unit, correct its datum or settings, give it a new secret, or revoke it',
      description:
        '`change` carries `to`; `rotate` answers the new secret, this once, ends the line that was opened with the old one, and lets a terminal without a label register for a day; `revoke` is for good and says why. 404 device.missing, unit.missing; 409 device.stale, device.illegal-move; 422 device.unit-unfit, device.terminal-unfit.',
      tags,
      params: Type.Object({ id: Device.properties.id }),
      body: MoveDevice,
      response: { 200: DeviceWithSecret },
    },
    handler: async (request) => {
      const { secret, tell } = sealed()
      const { params, body } = request
      const device = await write(order(request), (trx) => tell(moveDevice(trx, params.id, body, hashOf(secret))))
      await book.learn([device.id])
      return { device, secret: tell.told && body.move === 'rotate' ? secret : null }
    },
  })
  app.get('/devices/doubts', {
    config: { only: deviceReaders },
    schema: {
      summary: `Positions that were not believed, newest first, at most ${DOUBTS_MOST}: of each source the last 50, for a week`,
      description:
        'accuracy, and how far it lay from where the unit was last believed to be, in metres. fix.unlocated: the receiver had no fix; fix.future: more than 2 minutes ahead; fix.inaccurate: worse than 100 m; fix.nowhere: 0°, 0°; fix.jump: faster than 200 km/h. ' +
        'deviceId null: the leader’s own phone page.',
      tags,
      response: { 200: Type.Object({ doubts: Type.Array(Doubted) }) },
    },
    handler: async (request) => ({ doubts: await visibleDoubts(db, actor(request).scope, DOUBTS_MOST) }),
  })
  app.get('/devices/strangers', {
    config: { only: deviceReaders },
    schema: {
      summary: `Who knocks without being known, at most ${STRANGERS_MOST}, last heard first; for the district alone, a township is told of none`,
      tags,
      response: { 200: Type.Object({ strangers: Type.Array(Stranger) }) },
    },
    handler: async (request) => ({
      strangers: actor(request).scope.kind === 'district' ? await strangers(db, STRANGERS_MOST) : [],
    }),
  })
}

/** A fresh secret, and whether it was the one that was written: of a repeated command the first answer is remembered, without it. */
function sealed() {
  const tell = Object.assign(
    <T>(work: Promise<T>): Promise<T> => {
      tell.told = true
      return work
    },
    { told: false },
  )
  return { secret: freshSecret(), tell }
}
