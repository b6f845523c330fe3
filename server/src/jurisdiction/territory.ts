import type { Catalogue } from '@lianqin/shared/catalogue'
import type { Area, District } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import { type Day, dayOf } from '@lianqin/shared/wire/day'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Place } from '@lianqin/shared/wire/place'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Db } from '../kernel/db.ts'
import { type HeldCatalogue, readCatalogue } from '../matter/catalogue.query.ts'
import { createLocator } from './jurisdiction.locate.ts'
import { type LoadedReference, readReference } from './jurisdiction.query.ts'

/** The district as it stands, kept in memory because every report, ranking and position asks it something. */
export interface Territory extends LoadedReference {
  areaById: ReadonlyMap<Area['id'], Area>
  /** Every class that a case may name, as the last version with it said; new cases are filed under `catalogue`. */
  matterById: ReadonlyMap<Matter['id'], Matter>
  forceById: ReadonlyMap<Force['id'], Force>
  unitById: ReadonlyMap<Unit['id'], Unit>
  unitsOf: ReadonlyMap<Squad['id'], readonly Unit[]>
  locate: (place: Place) => Area['id'] | null
}

export interface TerritoryBook {
  /** Refuses with `district.missing` as long as none is loaded. */
  current: () => Territory
  /** The catalogue that a case was opened under; `db` may be the transaction that asks. Refuses a version that never was. */
  catalogueAt: (db: Db, version: Catalogue['version']) => Promise<HeldCatalogue>
  /** Which day it is in the district. */
  today: (at: Moment) => Day
  isLoaded: () => boolean
  reload: () => Promise<void>
}

const byId = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<T['id'], T> =>
  new Map(rows.map((row) => [row.id, row]))

export async function openTerritory(db: Db, districtId: District['id']): Promise<TerritoryBook> {
  const held: { territory: Territory | null } = { territory: null }
  /** Versions never change: each is read once. */
  const catalogues = new Map<Catalogue['version'], HeldCatalogue>()
  async function reload() {
    const reference = await readReference(db, districtId)
    if (!reference) return
    catalogues.set(reference.catalogueVersion, reference.catalogue)
    held.territory = {
      ...reference,
      areaById: byId(reference.areas),
      matterById: byId([...reference.retired, ...reference.matters]),
      forceById: byId(reference.forces),
      unitById: byId(reference.units),
      unitsOf: Map.groupBy(reference.units, ({ squadId }) => squadId),
      locate: createLocator(reference.areas),
    }
  }
  await reload()
  function current(): Territory {
    if (!held.territory) throw new Problem('district.missing', { district: districtId })
    return held.territory
  }
  return {
    current,
    today: (at) => dayOf(at, current().district.calendar.utcOffsetMinutes),
    async catalogueAt(reader, version) {
      const known = catalogues.get(version) ?? (await readCatalogue(reader, version))
      catalogues.set(version, known)
      return known
    },
    isLoaded: () => held.territory !== null,
    reload,
  }
}
