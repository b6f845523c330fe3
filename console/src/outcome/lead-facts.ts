import type { Decision } from '@lianqin/shared/decision'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { CaseLead } from '@lianqin/shared/lead'
import { computed, shallowRef, watch } from 'vue'
import { named } from '../kernel/i18n.ts'
import { yuan } from '../kernel/money.ts'
import { attempt } from '../kernel/notices.ts'
import { dayDigits } from '../kernel/time.ts'
import { useSession } from '../person/session.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { decisionText } from './decision.text.ts'
import { evidenceReaders } from './ending.rank.ts'
import { useOutcome } from './outcome.store.ts'
import { outcomeText } from './outcome.text.ts'

/** What is known of a lead, one fact after another: item, in whose name, by when, and what was decided. */
export function useLeadFacts(leadNow: () => CaseLead | null) {
  const outcome = useOutcome()
  const squads = useSquads()
  const session = useSession()
  const item = shallowRef<EnforcementItem>()
  const decision = shallowRef<Decision | null>(null)

  async function read(lead: CaseLead): Promise<void> {
    const [found, file] = await Promise.all([
      attempt(outcome.itemOf(lead)),
      lead.state === 'decided' && session.isOneOf(evidenceReaders) ? attempt(outcome.leadFile(lead.id)) : undefined,
    ])
    if (leadNow()?.id !== lead.id) return
    item.value = found
    decision.value = file?.decision ?? null
  }
  watch(
    leadNow,
    (lead, before) => {
      if (lead?.id !== before?.id) {
        item.value = undefined
        decision.value = null
      }
      if (lead && lead.version !== (before?.id === lead.id ? before.version : 0)) void read(lead)
    },
    { immediate: true },
  )
  return computed((): string[] => {
    const lead = leadNow()
    if (!lead) return []
    const subject = named(squads.forces.get(lead.subjectId)?.name) || lead.subjectId
    return [
      item.value ? `${item.value.code} ${named(item.value.name)}` : '',
      outcomeText('lead-of', { subject }),
      lead.returnedFor === null ? '' : outcomeText('returned-for', { reason: lead.returnedFor }),
      lead.state === 'taken' && lead.decideBy ? outcomeText('decide-by', { day: dayDigits(lead.decideBy) }) : '',
      ...(decision.value ? decidedAs(decision.value) : []),
    ].filter(Boolean)
  })
}

function decidedAs({ no, kind, decidedAt, track, fineFen }: Decision): string[] {
  const made = decisionText('decided', { no, kind: decisionText(`kind.${kind}`), day: dayDigits(decidedAt) })
  if (track === null || fineFen === null) return [made]
  return [made, decisionText('decided-fine', { track: decisionText(`track.${track}`), amount: yuan(fineFen) })]
}
