import type { Catalogue, CatalogueBody } from '@lianqin/shared/catalogue'
import type { Matter } from '@lianqin/shared/matter'
import { DISTRICT_WIDE } from '@lianqin/shared/rights'
import { sql } from 'kysely'
import { canonical } from '../kernel/canonical.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'

const json = JSON.stringify

/**
 * Loads a checked catalogue as the next version and hands back which that is. The same content again is no new version.
 * Classes that it no longer has stay known by name, because cases refer to them.
 */
export async function loadCatalogue(trx: Trx, body: CatalogueBody): Promise<Catalogue['version']> {
  // Two that load at once would both write the same number.
  await sql`lock table catalogue in share row exclusive mode`.execute(trx)
  const newest = await trx.selectFrom('catalogue').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (newest && canonical(newest.body) === canonical(body)) return newest.version
  const version = (newest?.version ?? 0) + 1
  await trx
    .insertInto('catalogue')
    .values({ version, loadedAt: trx.now, body: json(body) })
    .execute()
  for (const matter of body.matters) await saveMatter(trx, matter)
  append(
    trx,
    'catalogue.loaded',
    { version, name: body.name, matters: body.matters.length, items: body.items.length },
    { audience: await everybody(trx), incidentId: null },
  )
  return version
}

async function saveMatter(trx: Trx, { id, ...matter }: Matter): Promise<void> {
  const row = {
    ...matter,
    name: json(matter.name),
    group: json(matter.group),
    conditions: json(matter.conditions),
    closing: json(matter.closing),
    delegatedTo: json(matter.delegatedTo),
  }
  await trx
    .insertInto('matter')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Every screen names classes, those of a single squad's leader too. */
async function everybody(trx: Trx): Promise<string[]> {
  const [areas, squads] = await Promise.all([
    trx.selectFrom('area').select('id').orderBy('id').execute(),
    trx.selectFrom('squad').select('id').orderBy('id').execute(),
  ])
  return [DISTRICT_WIDE, ...areas.map(({ id }) => id), ...squads.map(({ id }) => id)]
}
