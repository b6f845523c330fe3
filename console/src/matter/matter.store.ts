import type { Catalogue } from '@lianqin/shared/catalogue'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { EnforcementItem } from '@lianqin/shared/item'
import { conditionOf as findCondition, type Matter } from '@lianqin/shared/matter'
import type { Reference } from '@lianqin/shared/reference'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { get } from '../kernel/http.ts'
import { named } from '../kernel/i18n.ts'

/** The district's catalogue of what may be handled. */
export const useMatters = defineStore('matters', () => {
  const byId = shallowRef<ReadonlyMap<Matter['id'], Matter>>(new Map())
  /** Those that a new case may be filed under; `byId` also knows the ones of older cases. */
  const all = shallowRef<readonly Matter[]>([])
  const exercised = shallowRef<ReadonlySet<EnforcementItem['id']>>(new Set())
  const version = ref(0)
  const newest = ref(0)
  const nameOf = (id: Matter['id']): string => named(byId.value.get(id)?.name) || id
  /** As what a case is filed, or would be; undefined for a condition that only an older version knows. */
  const conditionOf = ({ matterId, conditionCode }: Pick<Incident, 'matterId' | 'conditionCode'>) => {
    const matter = byId.value.get(matterId)
    return matter && findCondition(matter, conditionCode)
  }
  /** A case's class as the catalogue had it that it was opened under; an older one is fetched once. */
  const older = new Map<number, Promise<Catalogue>>()
  async function asOpened({ matterId, catalogueVersion }: Pick<Incident, 'matterId' | 'catalogueVersion'>) {
    if (catalogueVersion === version.value) return byId.value.get(matterId)
    const held = older.get(catalogueVersion) ?? get<Catalogue>(`/catalogue?version=${catalogueVersion}`)
    older.set(catalogueVersion, held)
    held.catch(() => older.delete(catalogueVersion))
    return (await held).matters.find(({ id }) => id === matterId)
  }
  /** Whether cases of it use a power that is in use here. */
  const isUsed = ({ itemId }: Matter): boolean => itemId !== null && exercised.value.has(itemId)
  const load = ({ matters, retired, catalogueVersion, exercised: used }: Reference) => {
    byId.value = new Map([...retired, ...matters].map((matter) => [matter.id, matter]))
    all.value = [...matters].sort((a, b) => (a.code < b.code ? -1 : 1))
    exercised.value = new Set(used)
    version.value = catalogueVersion
  }
  /** Another version has been loaded than the one this screen knows. */
  const isOutdated = computed(() => newest.value > version.value)
  /** Cases say which version they were opened under, so that a screen that missed the news learns of it all the same. */
  const replaceAll = ({ incidents }: Snapshot) => {
    newest.value = Math.max(0, ...incidents.map(({ catalogueVersion }) => catalogueVersion))
  }
  const apply = ({ kind, body }: LoggedEvent) => {
    const version = kind === 'catalogue.loaded' ? body.version : 'incident' in body ? body.incident.catalogueVersion : 0
    newest.value = Math.max(newest.value, version)
  }
  return { byId, all, version, isOutdated, nameOf, conditionOf, asOpened, isUsed, load, replaceAll, apply }
})
