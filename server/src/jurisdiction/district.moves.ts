import type { DistrictFile } from '@lianqin/shared/reference'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { loadCatalogue } from '../matter/catalogue.moves.ts'

const json = JSON.stringify

/**
 * Loads a checked district. Loading it again replaces names, lines and settings, adds what is new, and makes the catalogue's
 * next version if it differs; what is no longer named stays, because cases refer to it. Squads keep their duty state.
 */
export async function loadDistrict(trx: Trx, file: DistrictFile): Promise<void> {
  const other = await trx.selectFrom('district').select('id').where('id', '!=', file.district.id).executeTakeFirst()
  // Areas and squads of two districts in one database would be ranked together.
  if (other) throw new Problem('district.other', { loaded: other.id, given: file.district.id })
  await trx
    .insertInto('district')
    .values({ id: file.district.id, body: json(file.district) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ body: json(file.district) }))
    .execute()
  await upsert(
    trx,
    'area',
    file.areas.map((area) => ({
      ...area,
      name: json(area.name),
      short: json(area.short),
      centre: json(area.centre),
      rings: json(area.rings),
    })),
  )
  await upsert(
    trx,
    'force',
    file.forces.map((force) => ({ ...force, name: json(force.name), short: json(force.short) })),
  )
  await loadSquads(trx, file)
  await loadOfficers(trx, file)
  await upsert(
    trx,
    'unit',
    file.units.map((unit) => ({ ...unit, name: json(unit.name) })),
  )
  await trx.deleteFrom('place').execute()
  for (const place of file.places)
    await trx
      .insertInto('place')
      .values({ ...place, name: json(place.name) })
      .execute()
  // After the forces that own its classes, and the squads that are told.
  await loadCatalogue(trx, file.catalogue)
  append(
    trx,
    'district.loaded',
    { districtId: file.district.id, areas: file.areas.length, squads: file.squads.length },
    { audience: [], incidentId: null },
  )
}

async function loadSquads(trx: Trx, file: DistrictFile): Promise<void> {
  for (const squad of file.squads) {
    const named = { ...squad, name: json(squad.name) }
    await trx
      .insertInto('squad')
      .values({ ...named, state: 'off-duty', crew: null, licensed: null, version: 1 })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          name: named.name,
          forceId: named.forceId,
          areaId: named.areaId,
        }),
      )
      .execute()
  }
}

/** Who has been changed in the register since is left as the register has it: a file is older than what was done here. */
async function loadOfficers(trx: Trx, { officers }: DistrictFile): Promise<void> {
  if (officers.length === 0) return
  const rows = officers.map((officer) => ({
    ...officer,
    licenceScope: json(officer.licenceScope),
    state: 'active' as const,
    version: 1,
  }))
  await trx
    .insertInto('officer')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          kind: ref('excluded.kind'),
          ownerForceId: ref('excluded.ownerForceId'),
          dutySquadId: ref('excluded.dutySquadId'),
          licenceNo: ref('excluded.licenceNo'),
          licenceScope: sql`excluded.licence_scope`,
          licenceUntil: ref('excluded.licenceUntil'),
        }))
        .where('officer.version', '=', 1),
    )
    .execute()
}

async function upsert(trx: Trx, table: 'area' | 'force' | 'unit', rows: { id: string }[]): Promise<void> {
  for (const row of rows) {
    const { id: _, ...rest } = row
    await trx
      .insertInto(table)
      .values(row as never)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(rest as never))
      .execute()
  }
}
