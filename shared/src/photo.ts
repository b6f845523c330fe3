import Type, { type Static } from 'typebox'
import { Id } from './wire/id.ts'
import { Moment } from './wire/moment.ts'
import { Nullable } from './wire/words.ts'

/** At which stage of a case a picture was taken: as found, while it was handled, when it was checked. */
export const photoStages = ['report', 'handling', 'check'] as const
export type PhotoStage = (typeof photoStages)[number]

/** What is taken as a picture. Drawings and pages that a browser would run (SVG, HTML) never are. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]

export const PHOTO_AT_MOST_BYTES = 8 * 1024 * 1024
export const PHOTOS_PER_CASE = 20

/** A picture of a case, as evidence: kept as it came, known by its digest. This is what is told of it; the picture itself is asked for one at a time. */
export const Photo = Type.Object({
  id: Id('photo'),
  incidentId: Id('incident'),
  areaId: Id('area'),
  stage: Type.Enum(photoStages),
  type: Type.Enum(pictureTypes),
  bytes: Type.Integer({ minimum: 1, maximum: PHOTO_AT_MOST_BYTES }),
  /** SHA-256 of the bytes as they came. It stands in the log too, so that a picture that was exchanged is found out. */
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  addedAt: Moment,
  addedById: Nullable(Id('person')),
  addedByTitle: Type.String(),
  /** The squad that sent it, if one did. */
  squadId: Nullable(Id('squad')),
})
export type Photo = Static<typeof Photo>
