import { AUDIT_EVERY_MS, type Audit } from '@lianqin/shared/audit'
import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { get } from '../kernel/http.ts'
import { ageMs } from '../kernel/time.ts'

/** The auditor may be late by as much before its silence says that nobody looks any more. */
const SILENT_AFTER_MS = 3 * AUDIT_EVERY_MS

/** The auditor's last word: which open cases nobody has, and nothing is to come for. */
export const useAudit = defineStore('audit', () => {
  const incidents = useIncidents()
  const verdict = shallowRef<Audit | null>(null)

  /** A line that is gone says nothing new: the age of what was heard last is what tells. */
  const ask = async () => {
    verdict.value = await get<Audit>('/audit').catch(() => verdict.value)
  }
  const forgotten = computed(() => (verdict.value?.forgotten ?? []).flatMap((id) => incidents.byId.get(id) ?? []))
  const at = computed(() => verdict.value?.at ?? null)
  const tone = computed((): 'forgotten' | 'silent' | 'clean' | null => {
    if (!verdict.value) return null
    if (verdict.value.forgotten.length > 0) return 'forgotten'
    return at.value === null || ageMs(at.value) > SILENT_AFTER_MS ? 'silent' : 'clean'
  })
  /** Asks as often as the auditor goes round, as long as the scope lives that called it. */
  const follow = () => void useIntervalFn(ask, AUDIT_EVERY_MS / 2, { immediateCallback: true })
  return { at, forgotten, tone, follow }
})
