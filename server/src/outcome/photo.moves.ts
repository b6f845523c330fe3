import type { Incident } from '@lianqin/shared/incident'
import { PHOTOS_PER_CASE, type Photo, type PhotoStage } from '@lianqin/shared/photo'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { hearersOf } from './hearers.query.ts'
import { digestOf } from './photo.query.ts'
import { pictureTypeOf } from './picture.engine.ts'

/** A picture as it was sent. */
interface Sent {
  stage: PhotoStage
  /** What the sender says that it is. */
  declared: string
  content: Uint8Array
}

/** Keeps a picture of a case as it came. The log is told what it is and its digest, never the picture. */
export async function addPhoto(trx: Trx, id: Incident['id'], { stage, declared, content }: Sent): Promise<Photo> {
  const type = pictureTypeOf(content)
  if (type === null || type !== declared) throw new Problem('photo.type-differs', { declared, found: type })
  const incident = await lockIncident(trx, id)
  const { personId, title, scope } = trx.actor
  const photo: Photo = {
    id: freshId('photo', trx.now),
    incidentId: id,
    areaId: incident.areaId,
    stage,
    type,
    bytes: content.byteLength,
    sha256: digestOf(content),
    addedAt: trx.now,
    addedById: personId,
    addedByTitle: title,
    squadId: scope.kind === 'squad' ? scope.squadId : null,
  }
  await trx.insertInto('photo').values(photo).execute()
  await trx.insertInto('photoContent').values({ photoId: photo.id, content }).execute()
  append(trx, 'photo.added', { photo }, await hearersOf(trx, incident))
  return photo
}

/** Pictures of one case are counted under its lock. A squad that is only asked about it has nothing to show yet. */
async function lockIncident(trx: Trx, id: Incident['id']): Promise<Incident> {
  const { scope, role } = trx.actor
  const incident = await visibleIncidents(trx, scope).where('incident.id', '=', id).executeTakeFirst()
  if (!incident) throw new Problem('incident.missing', { id })
  if (scope.kind === 'squad' && !(await hasHadTask(trx, id, scope.squadId)))
    throw new Problem('session.forbidden', { role })
  await trx.selectFrom('incident').select('id').where('id', '=', id).forUpdate().execute()
  const { n } = await trx
    .selectFrom('photo')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('incidentId', '=', id)
    .executeTakeFirstOrThrow()
  if (n >= PHOTOS_PER_CASE) throw new Problem('photo.too-many', { most: PHOTOS_PER_CASE })
  return incident
}

const hasHadTask = async (trx: Trx, incidentId: Incident['id'], squadId: Photo['squadId']) =>
  (await trx
    .selectFrom('task')
    .select('id')
    .where('incidentId', '=', incidentId)
    .where('squadId', '=', squadId)
    .executeTakeFirst()) !== undefined
