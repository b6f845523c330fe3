import type { District } from '@lianqin/shared/jurisdiction'
import type { Reference } from '@lianqin/shared/reference'
import type { Db } from '../kernel/db.ts'

/** The whole district as it was loaded, or null if none is. */
export async function readReference(db: Db, districtId: District['id']): Promise<Reference | null> {
  const district = await db.selectFrom('district').select('body').where('id', '=', districtId).executeTakeFirst()
  if (!district) return null
  const [areas, places, matters, forces, units] = await Promise.all([
    db.selectFrom('area').selectAll().orderBy('code').execute(),
    db.selectFrom('place').selectAll().execute(),
    db.selectFrom('matter').selectAll().orderBy('code').execute(),
    db.selectFrom('force').selectAll().orderBy('id').execute(),
    db.selectFrom('unit').selectAll().orderBy('id').execute(),
  ])
  return { district: district.body, areas, places, matters, forces, units }
}
