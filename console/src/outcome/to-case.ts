import type { Incident } from '@lianqin/shared/incident'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { OpenLead } from '@lianqin/shared/lead'
import type { ClosingCondition } from '@lianqin/shared/matter'
import { computed, reactive, ref } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { sayProblem } from '../kernel/problem.text.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useOutcome } from './outcome.store.ts'
import { usePartyDraft } from './party-draft.ts'

/** What a lead is made of: the items of the case's own edition of the catalogue, its class there, and what it may be closed by. */
export interface LeadGround {
  items: readonly EnforcementItem[]
  itemId: EnforcementItem['id'] | null
  closing: readonly ClosingCondition[]
}

/** Fetched before the form is opened: the item that the case's class points to is the likely one. */
export async function leadGround(incident: Incident): Promise<LeadGround> {
  const [items, matter] = await Promise.all([
    useOutcome().items(incident.catalogueVersion),
    useMatters().asOpened(incident),
  ])
  return { items, itemId: matter?.itemId ?? null, closing: incident.state === 'handled' ? (matter?.closing ?? []) : [] }
}

/** A lead while it is being written; sent, it closes the case in the same step if that is still to be done. */
export function useToCase(incident: Incident, ground: LeadGround) {
  const outcome = useOutcome()
  const incidents = useIncidents()
  const itemId = ref(ground.itemId)
  const closingCode = ref(ground.closing[0]?.code ?? null)
  const written = reactive({ note: incident.description })
  const party = usePartyDraft()
  const refusal = ref('')
  const busy = ref(false)
  const closes = incident.state === 'handled'

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
  return { itemId, closingCode, written, party, fault, refusal, busy, closes, send }
}
