import type { Matter } from '@lianqin/shared/matter'
import type { Reference } from '@lianqin/shared/reference'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { named } from '../kernel/i18n.ts'

/** The district's catalogue of what may be handled. */
export const useMatters = defineStore('matters', () => {
  const byId = shallowRef<ReadonlyMap<Matter['id'], Matter>>(new Map())
  /** Those that a new case may be filed under; `byId` also knows the ones of older cases. */
  const all = shallowRef<readonly Matter[]>([])
  const nameOf = (id: Matter['id']): string => named(byId.value.get(id)?.name) || id
  const load = (reference: Reference) => {
    const { matters, retired } = reference
    byId.value = new Map([...retired, ...matters].map((matter) => [matter.id, matter]))
    all.value = [...matters].sort((a, b) => (a.code < b.code ? -1 : 1))
  }
  return { byId, all, nameOf, load }
})
