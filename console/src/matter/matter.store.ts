import type { Matter } from '@lianqin/shared/matter'
import type { Reference } from '@lianqin/shared/reference'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { named } from '../kernel/i18n.ts'

/** The district's catalogue of what may be handled. */
export const useMatters = defineStore('matters', () => {
  const byId = shallowRef<ReadonlyMap<Matter['id'], Matter>>(new Map())
  const all = computed(() => [...byId.value.values()].sort((a, b) => (a.code < b.code ? -1 : 1)))
  const nameOf = (id: Matter['id']): string => named(byId.value.get(id)?.name) || id
  const load = (reference: Reference) => {
    byId.value = new Map(reference.matters.map((matter) => [matter.id, matter]))
  }
  return { byId, all, nameOf, load }
})
