import { createHash } from 'node:crypto'
import type { Scope } from '@lianqin/shared/person'
import type { Photo } from '@lianqin/shared/photo'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Db } from '../kernel/db.ts'

/** Pictures a reader may see: those of the incidents that reader may see. */
export const visiblePhotos = (db: Db, scope: Scope) =>
  db
    .selectFrom('photo')
    .selectAll('photo')
    .where('photo.incidentId', 'in', visibleIncidents(db, scope).clearSelect().select('incident.id'))

export const digestOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** A picture with its bytes, as they came. Bytes that no longer have their digest are no evidence and are not handed out. */
export async function readPhoto(db: Db, scope: Scope, id: Photo['id']): Promise<{ photo: Photo; content: Buffer }> {
  const missing = new Problem('photo.missing', { id })
  const photo = await visiblePhotos(db, scope).where('photo.id', '=', id).executeTakeFirst()
  if (!photo) throw missing
  const row = await db.selectFrom('photoContent').select('content').where('photoId', '=', id).executeTakeFirst()
  if (!row) throw missing
  if (digestOf(row.content) !== photo.sha256) throw new Problem('photo.damaged', { id })
  return { photo, content: Buffer.from(row.content) }
}
