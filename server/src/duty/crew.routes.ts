import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { DutyShare, SetCrew, TaskCrew } from '@lianqin/shared/crew'
import { Task } from '@lianqin/shared/task'
import { Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { visibleTasks } from '../task/task.query.ts'
import { crewOf, dutyShare } from './duty.query.ts'
import { setCrew } from './task-crew.moves.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
  clock: () => number
}

/** /tasks/…/crew: who of a squad is on a task. /duty/share: how much of the force is on duty in the townships. */
export const crewRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory, clock }) => {
  const tags = ['duty']
  const OneTask = Type.Object({ id: Task.properties.id })
  app.get('/tasks/:id/crew', {
    schema: { summary: 'Who is on a task', tags, params: OneTask, response: { 200: TaskCrew } },
    handler: async (request) => {
      const { id } = request.params
      const task = await visibleTasks(db, actor(request).scope).where('task.id', '=', id).executeTakeFirst()
      if (!task) throw new Problem('task.missing', { id })
      return { task, officers: await crewOf(db, id) }
    },
  })
  app.post('/tasks/:id/crew', {
    config: { only: ['squad-leader', 'dispatcher', 'shift-lead'], urgent: true },
    schema: {
      summary: 'Put officers on a task: the whole crew as it shall be',
      description:
        '422 `officer.licence-lapsed` (with name and last day), `officer.licence-missing`, `officer.auxiliary`, `officer.other-squad`; 409 `officer.busy` (on another live task), `task.stale`, `task.illegal-move` (no squad has accepted it, or it is finished).',
      tags,
      params: OneTask,
      body: SetCrew,
      response: { 200: TaskCrew },
    },
    handler: (request) => write(order(request), (trx) => setCrew(trx, territory, request.params.id, request.body)),
  })
  app.get('/duty/share', {
    config: { only: ['dispatcher', 'shift-lead', 'centre-head', 'coordinator', 'viewer', 'administrator'] },
    schema: {
      summary: 'Share of the people on duty who were with a township’s squad, at a moment or now',
      description:
        'inTownships ÷ onDuty, by sign-on and sign-off. Squads that signed on without naming their officers are in neither number; `untoldSquads` says how many. For the whole district only.',
      tags,
      querystring: Type.Object({ at: Type.Optional(Moment) }, { additionalProperties: false }),
      response: { 200: DutyShare },
    },
    handler: (request) => {
      const { scope, role } = actor(request)
      if (scope.kind !== 'district') throw new Problem('session.forbidden', { role })
      return dutyShare(db, toMoment(request.query.at === undefined ? clock() : Date.parse(request.query.at)))
    },
  })
}
