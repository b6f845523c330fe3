import { Readable } from 'node:stream'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { MOST_FETCHES } from '@lianqin/shared/track/request'
import { isFile, lookerRoles, TrackGrant } from '@lianqin/shared/track/view'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import { actor } from '../kernel/auth.ts'
import type { Actor, Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { fileOf, sealed, written } from './exporting.ts'
import { nameOf, type TakenBy } from './file.ts'
import { fetchRequest } from './request.moves.ts'
import { tellTaken } from './taking.moves.ts'
import { grantOf } from './view.query.ts'

interface Needs {
  db: Db
  write: Write
  territory: TerritoryBook
  clock: () => number
  failed: (what: string, error: unknown) => void
}

const Grant = Type.Object({ grant: TrackGrant.properties.id })

/** /track-exports: tracks as files, each with its watermark, each given out a line of the log. */
export const exportRoutes: FastifyPluginAsyncTypebox<Needs> = async (app, { db, write, territory, clock, failed }) => {
  app.get('/track-exports/:grant', {
    config: { only: lookerRoles },
    // Asking for the head alone would count as a fetching, and write the file for nobody.
    exposeHeadRoute: false,
    schema: {
      summary: 'The tracks of a grant as the file that it was granted for: GPX 1.1, GeoJSON or CSV',
      description: `Times in UTC, places in WGS-84. It says who took it, when, why and by which grant; its SHA-256 is written into the log before its last byte leaves. The grant’s purpose names the format; 403 \`track.no-grant\`; 409 \`track.fetched-enough\`: what two had to agree to is given ${MOST_FETCHES} times.`,
      tags: ['track'],
      params: Grant,
      response: { 200: Type.Unsafe<Readable>(Type.Any()) },
    },
    handler: async (request, reply) => {
      const by = actor(request)
      const grant = await grantOf(db, by, territory.current(), request.params.grant, clock())
      const { purpose } = grant
      if (!isFile(purpose)) throw new Problem('track.no-grant', { id: grant.id })
      const { taken, views } = await takenBy({ db, write, clock }, by, grant)
      const file = fileOf(purpose, taken)
      const name = `${nameOf(grant)}.${file.ending}`
      const unread = () => failed('track', new Error(`a chunk of ${grant.id} cannot be read`))
      const pieces = sealed(written(db, territory.current(), { grant }, file, unread), (seal) =>
        write({ actor: by, once: null }, (trx) => tellTaken(trx, views, { name, ...seal })),
      )
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .type(file.type)
        .send(Readable.from(pieces))
    },
  })
}

/** Who takes it away and why; what two agreed to is counted first. */
async function takenBy({ db, write, clock }: Pick<Needs, 'db' | 'write' | 'clock'>, by: Actor, grant: TrackGrant) {
  const second = await write({ actor: by, once: null }, (trx) => fetchRequest(trx, grant))
  const views = await db
    .selectFrom('trackView')
    .select(['grantId', 'squadId', 'areaId', 'reason', 'viewedById', 'viewedByTitle'])
    .where('grantId', '=', grant.id)
    .orderBy('id')
    .execute()
  const [view] = views
  if (!view) throw new Problem('track.no-grant', { id: grant.id })
  const taken: TakenBy = {
    grant,
    personId: view.viewedById,
    title: view.viewedByTitle,
    reason: view.reason,
    takenAt: toMoment(clock()),
    second: second && { requestId: second.id, title: second.decidedByTitle ?? '' },
  }
  return { taken, views }
}
