import type { District } from '@lianqin/shared/jurisdiction'
import type { Reference } from '@lianqin/shared/reference'
import type { Db } from '../kernel/db.ts'
import { catalogueVersions, type HeldCatalogue, readCatalogue } from '../matter/catalogue.query.ts'

/** The district with the catalogue that new cases are filed under. */
export interface LoadedReference extends Reference {
  catalogue: HeldCatalogue
}

/** The whole district as it was loaded, or null if none is. */
export async function readReference(db: Db, districtId: District['id']): Promise<LoadedReference | null> {
  const district = await db.selectFrom('district').select('body').where('id', '=', districtId).executeTakeFirst()
  const [newest] = await catalogueVersions(db)
  if (!district || !newest) return null
  const [catalogue, areas, places, known, forces, units] = await Promise.all([
    readCatalogue(db, newest.version),
    db.selectFrom('area').selectAll().orderBy('code').execute(),
    db.selectFrom('place').selectAll().execute(),
    db.selectFrom('matter').selectAll().orderBy('code').execute(),
    db.selectFrom('force').selectAll().orderBy('id').execute(),
    db.selectFrom('unit').selectAll().orderBy('id').execute(),
  ])
  return {
    district: district.body,
    areas,
    places,
    catalogue,
    catalogueVersion: catalogue.version,
    matters: catalogue.matters,
    retired: known.filter(({ id }) => !catalogue.matterById.has(id)),
    exercised: catalogue.items.filter(({ exercised }) => exercised).map(({ id }) => id),
    forces,
    units,
  }
}
