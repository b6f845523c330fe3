import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Handover, MoveHandover, MyDesk, NewHandover } from '@lianqin/shared/handover'
import { DeskShift, deskRoles, MoveShift } from '@lianqin/shared/shift'
import { toMoment } from '@lianqin/shared/wire/moment'
import { actor, order } from '../kernel/auth.ts'
import type { Actor, Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { moveHandover, offerHandover } from './handover.moves.ts'
import { moveShift } from './shift.moves.ts'
import { colleaguesOf, openWork, visibleHandovers, visibleShifts } from './shift.query.ts'

interface Needs {
  db: Db
  write: Write
  clock: () => number
}

const NEWEST = 50

/** /shift: who is at which desk. /handovers: open work on its way from one person to another. */
export const shiftRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, clock }) => {
  const tags = ['duty']
  const config = { only: deskRoles }
  app.get('/shift', {
    config,
    schema: {
      summary: `One’s own desk, the desks one may see, and the newest ${NEWEST} hand-overs at them`,
      tags,
      response: { 200: MyDesk },
    },
    handler: (request) => myDesk(db, actor(request), clock()),
  })
  app.post('/shift/moves', {
    config,
    schema: {
      summary: 'Take one’s own desk, or leave it',
      description:
        '409 `shift.work-left`: one still owns alarms; `n` says how many and `cases` the numbers of their cases. 409 `shift.illegal-move`: on already, or not on.',
      tags,
      body: MoveShift,
      response: { 200: DeskShift },
    },
    handler: (request) => write(order(request), (trx) => moveShift(trx, request.body)),
  })
  app.post('/handovers', {
    config,
    schema: {
      summary: 'Hold one’s open work out to a colleague',
      description:
        'What is open is written down as it stands. 422 `handover.no-taker`: nobody at a desk who reaches at least as far. 409 `handover.pending`: one is on its way already.',
      tags,
      body: NewHandover,
      response: { 201: Handover },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await write(order(request), (trx) => offerHandover(trx, request.body))),
  })
  app.post('/handovers/:id/moves', {
    config,
    schema: {
      summary: 'Take what is held out, decline it with a reason, or withdraw what one has held out oneself',
      description:
        'Taking it makes the taker owner of every alarm the giver owns at that moment. 409 `handover.not-yours`, `handover.stale`, `handover.illegal-move`.',
      tags,
      params: Type.Object({ id: Handover.properties.id }),
      body: MoveHandover,
      response: { 200: Handover },
    },
    handler: (request) => write(order(request), (trx) => moveHandover(trx, request.params.id, request.body)),
  })
}

async function myDesk(db: Db, me: Actor, now: number): Promise<MyDesk> {
  const { scope, personId } = me
  const onDuty = await visibleShifts(db, scope).where('state', '=', 'on').orderBy('beganAt').execute()
  return {
    mine: onDuty.find((shift) => shift.personId === personId) ?? null,
    open: await openWork(db, scope, personId ?? 'person-none', toMoment(now)),
    onDuty,
    colleagues: await colleaguesOf(db, me),
    handovers: await visibleHandovers(db, scope).orderBy('offeredAt', 'desc').limit(NEWEST).execute(),
  }
}
