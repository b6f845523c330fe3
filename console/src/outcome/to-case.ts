import type { Incident } from '@lianqin/shared/incident'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { OpenLead } from '@lianqin/shared/lead'
import type { ClosingCondition } from '@lianqin/shared/matter'
import { computed, reactive, ref, shallowRef } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { sayProblem } from '../kernel/problem.text.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useOutcome } from './outcome.store.ts'
import { usePartyDraft } from './party-draft.ts'

/** A lead while it is being written; sent, it closes the case in the same step if that is still to be done. */
export function useToCase(incident: Incident) {
  const outcome = useOutcome()
  const incidents = useIncidents()
  const matters = useMatters()
  const items = shallowRef<readonly EnforcementItem[]>([])
  const closing = shallowRef<readonly ClosingCondition[]>([])
  const itemId = ref<EnforcementItem['id'] | null>(null)
  const closingCode = ref<ClosingCondition['code'] | null>(null)
  const written = reactive({ note: incident.description })
  const party = usePartyDraft()
  const refusal = ref('')
  const busy = ref(false)
  const closes = incident.state === 'handled'

  /** What its own edition of the catalogue knows: the item that its class points to is the likely one. */
  async function open(): Promise<void> {
    try {
      items.value = await outcome.items(incident.catalogueVersion)
      const matter = await matters.asOpened(incident)
      itemId.value = matter?.itemId ?? null
      closing.value = closes ? (matter?.closing ?? []) : []
      closingCode.value = closing.value[0]?.code ?? null
    } catch (fault) {
      refusal.value = sayProblem(fault)
    }
  }
  const fault = computed(() => ({ item: itemId.value === null, note: written.note.trim() === '' }))
  const isFaulty = computed(() => fault.value.item || fault.value.note || party.isFaulty.value)

  async function send(): Promise<boolean> {
    if (isFaulty.value || itemId.value === null) return false
    const against = party.party.value
    const lead: OpenLead = {
      itemId: itemId.value,
      note: written.note.trim(),
      ...(against ? { party: against } : {}),
    }
    busy.value = true
    refusal.value = ''
    try {
      const code = closingCode.value === null ? {} : { closingCode: closingCode.value }
      if (closes) await incidents.move(incident, 'close', { outcome: 'violation', lead, ...code })
      else await outcome.openLead(incident.id, lead)
      return true
    } catch (problem) {
      refusal.value = sayProblem(problem)
      return false
    } finally {
      busy.value = false
    }
  }
  return { items, closing, itemId, closingCode, written, party, fault, refusal, busy, closes, open, send }
}
