import type { Area, District } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import type { Reference } from '@lianqin/shared/reference'
import type { Force } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Db } from '../kernel/db.ts'
import { createLocator } from './jurisdiction.locate.ts'
import { readReference } from './jurisdiction.query.ts'

/** The district as it stands, kept in memory because every report, ranking and position asks it something. */
export interface Territory extends Reference {
  areaById: ReadonlyMap<Area['id'], Area>
  matterById: ReadonlyMap<Matter['id'], Matter>
  forceById: ReadonlyMap<Force['id'], Force>
  unitById: ReadonlyMap<Unit['id'], Unit>
  locate: (place: Place) => Area['id'] | null
}

export interface TerritoryBook {
  /** Refuses with `district.missing` as long as none is loaded. */
  current: () => Territory
  isLoaded: () => boolean
  reload: () => Promise<void>
}

const byId = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<T['id'], T> =>
  new Map(rows.map((row) => [row.id, row]))

export async function openTerritory(db: Db, districtId: District['id']): Promise<TerritoryBook> {
  const held: { territory: Territory | null } = { territory: null }
  async function reload() {
    const reference = await readReference(db, districtId)
    held.territory = reference && {
      ...reference,
      areaById: byId(reference.areas),
      matterById: byId(reference.matters),
      forceById: byId(reference.forces),
      unitById: byId(reference.units),
      locate: createLocator(reference.areas),
    }
  }
  await reload()
  return {
    current: () => {
      if (!held.territory) throw new Problem('district.missing', { district: districtId })
      return held.territory
    },
    isLoaded: () => held.territory !== null,
    reload,
  }
}
