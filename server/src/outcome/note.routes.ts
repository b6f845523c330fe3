import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Incident } from '@lianqin/shared/incident'
import { NewNote, Note } from '@lianqin/shared/note'
import { order } from '../kernel/auth.ts'
import type { Write } from '../kernel/write.ts'
import { addNote } from './note.moves.ts'

/** What desks put down about a case. */
export const noteRoutes: FastifyPluginAsyncTypebox<{ write: Write }> = async (app, { write }) => {
  app.post('/incidents/:id/notes', {
    config: { only: ['dispatcher', 'shift-lead', 'centre-head'] },
    schema: {
      summary: 'Put a note down about a case, open or over',
      description:
        'At most 500 characters. Its township and the squads that have a part in the case read it in its file; it is never changed or taken back.',
      tags: ['outcome'],
      params: Type.Object({ id: Incident.properties.id }),
      body: NewNote,
      response: { 201: Note },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await write(order(request), (trx) => addNote(trx, request.params.id, request.body))),
  })
}
