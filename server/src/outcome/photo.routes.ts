import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Incident } from '@lianqin/shared/incident'
import { PHOTO_AT_MOST_BYTES, PHOTOS_PER_CASE, Photo, photoStages, pictureTypes } from '@lianqin/shared/photo'
import { Problem } from '@lianqin/shared/wire/problem'
import { actor, order } from '../kernel/auth.ts'
import type { Db } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'
import { addPhoto } from './photo.moves.ts'
import { readPhoto } from './photo.query.ts'

const ENDING = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const
/** A picture is shown inside our own page, or saved; as a page of its own it can do nothing. */
const POLICY = "default-src 'none'; sandbox"
const MEGABYTE = 1024 * 1024

/** Pictures of a case: the one place where a body is bytes and not JSON. */
export const photoRoutes: FastifyPluginAsyncTypebox<{ db: Db; write: Write }> = async (app, { db, write }) => {
  const tags = ['outcome']
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([...pictureTypes], { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addContentTypeParser('*', (request, payload, done) => {
    payload.resume()
    done(new Problem('photo.type-unknown', { type: String(request.headers['content-type'] ?? '') }))
  })

  app.post('/incidents/:id/photos', {
    bodyLimit: PHOTO_AT_MOST_BYTES,
    config: { only: ['dispatcher', 'shift-lead', 'squad-leader'] },
    schema: {
      summary: 'Add a picture to a case: the body is the picture itself, its content type says which kind',
      description:
        `\`${pictureTypes.join('`, `')}\`, at most ${PHOTO_AT_MOST_BYTES / MEGABYTE} MB and ${PHOTOS_PER_CASE} to a case; kept as it came, with its SHA-256. ` +
        '415 `photo.type-unknown` for everything else, 422 `photo.type-differs` if the bytes are not what the content type says, 413 `request.too-large`, 409 `photo.too-many`. A squad adds to cases it has or had a task of.',
      tags,
      params: Type.Object({ id: Incident.properties.id }),
      querystring: Type.Object({ stage: Type.Enum(photoStages) }, { additionalProperties: false }),
      response: { 201: Photo },
    },
    handler: async (request, reply) => {
      const { body: content, query, params, headers } = request
      if (!Buffer.isBuffer(content)) throw new Problem('photo.type-unknown', { type: '' })
      const declared = String(headers['content-type']).split(';')[0]?.trim().toLowerCase() ?? ''
      const sent = { stage: query.stage, declared, content }
      return reply.code(201).send(await write(order(request), (trx) => addPhoto(trx, params.id, sent)))
    },
  })
  app.get('/photos/:id', {
    config: { only: ['dispatcher', 'shift-lead', 'centre-head', 'coordinator', 'squad-leader'] },
    schema: {
      summary: 'One picture of a case one may see, byte for byte as it came',
      description: '500 `photo.damaged`: the bytes no longer have the digest they came with.',
      tags,
      params: Type.Object({ id: Photo.properties.id }),
    },
    handler: async (request, reply) => {
      const { photo, content } = await readPhoto(db, actor(request).scope, request.params.id)
      return reply
        .headers({
          'content-type': photo.type,
          'content-disposition': `attachment; filename="${photo.id}.${ENDING[photo.type]}"`,
          'x-content-type-options': 'nosniff',
          'content-security-policy': POLICY,
          // Whoever loses the right to see it must not find it in the browser's drawer.
          'cache-control': 'private, no-store',
        })
        .send(content)
    },
  })
}
