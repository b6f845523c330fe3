import type { Catalogue, CatalogueSummary } from '@lianqin/shared/catalogue'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { Matter } from '@lianqin/shared/matter'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Db } from '../kernel/db.ts'

/** One version of the catalogue, to look things up in. */
export interface HeldCatalogue extends Catalogue {
  matterById: ReadonlyMap<Matter['id'], Matter>
  itemById: ReadonlyMap<EnforcementItem['id'], EnforcementItem>
}

/** A version as it was loaded. Refuses one that never was. */
export async function readCatalogue(db: Db, version: Catalogue['version']): Promise<HeldCatalogue> {
  const row = await db.selectFrom('catalogue').selectAll().where('version', '=', version).executeTakeFirst()
  if (!row) throw new Problem('catalogue.missing', { version })
  const { matters, items } = row.body
  return {
    version,
    loadedAt: row.loadedAt,
    ...row.body,
    matterById: new Map(matters.map((matter) => [matter.id, matter])),
    itemById: new Map(items.map((item) => [item.id, item])),
  }
}

/** Every version, newest first. */
export const catalogueVersions = (db: Db): Promise<CatalogueSummary['versions']> =>
  db.selectFrom('catalogue').select(['version', 'loadedAt']).orderBy('version', 'desc').execute()
