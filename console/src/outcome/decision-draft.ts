import type { Decide, Decision } from '@lianqin/shared/decision'
import type { EnforcementItem } from '@lianqin/shared/item'
import type { CaseLead } from '@lianqin/shared/lead'
import type { LeadFile } from '@lianqin/shared/lead-file'
import type { Officer } from '@lianqin/shared/officer'
import type { PartyKind } from '@lianqin/shared/party'
import { computed, reactive, ref, shallowRef } from 'vue'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { fenOf } from '../kernel/money.ts'
import { problemText, sayProblem } from '../kernel/problem.text.ts'
import { serverNow } from '../kernel/time.ts'
import { decisionText } from './decision.text.ts'
import { useOfficers } from './officers.ts'
import { useOutcome } from './outcome.store.ts'
import { usePartyDraft } from './party-draft.ts'

/** A decision while it is being written: what the rules will say of it is said while it can still be changed. */
export function useDecisionDraft(lead: CaseLead) {
  const outcome = useOutcome()
  const settings = computed(() => useJurisdiction().district?.settings ?? null)
  const file = shallowRef<LeadFile | null>(null)
  const item = shallowRef<EnforcementItem>()
  const written = reactive({
    kind: 'penalty' as Decision['kind'],
    track: null as Decision['track'],
    fine: '',
    corrected: false,
    minor: false,
    note: '',
    extendedFor: '',
  })
  const party = usePartyDraft()
  const crew = useOfficers(lead)
  const refusal = ref('')
  const busy = ref(false)

  async function open(): Promise<void> {
    try {
      const [held, found] = await Promise.all([outcome.leadFile(lead.id), outcome.itemOf(lead), crew.open()])
      file.value = held
      item.value = found
      written.track = found?.track ?? null
      if (held.lead.partyKind === null) party.written.kind = 'person'
    } catch (fault) {
      refusal.value = sayProblem(fault)
    }
  }
  const partyKind = computed((): PartyKind => {
    const given = party.written.kind
    return lead.partyKind ?? (given === 'none' ? 'person' : given)
  })
  const fineFen = computed(() => fenOf(written.fine))
  const limitFen = computed(() => settings.value?.onSpotFen[partyKind.value] ?? 0)
  const isOverdue = computed(() => lead.decideBy !== null && serverNow() > Date.parse(lead.decideBy))
  /** What stands in its way as far as this screen can tell; the server asks everything again. */
  const obstacle = computed(() => obstacleOf())
  function obstacleOf(): string {
    if (written.kind === 'no-penalty') {
      if (item.value && !item.value.firstOffence)
        return problemText('decision.item-not-listed', { item: item.value.code })
      return written.minor && written.corrected ? '' : decisionText('waiver-unticked')
    }
    const fen = fineFen.value ?? 0
    if (written.track === 'summary' && fen > limitFen.value)
      return problemText('decision.fine-too-high', { fineFen: fen, limitFen: limitFen.value })
    const need = settings.value?.minLicensed ?? 0
    const have = crew.chosen.value.length
    return have < need ? problemText('decision.too-few-officers', { have, need }) : ''
  }
  const fault = computed(() => ({
    note: written.note.trim() === '',
    fine: written.kind === 'penalty' && fineFen.value === null,
    party: party.isFaulty.value,
    extendedFor: isOverdue.value && written.extendedFor.trim() === '',
  }))

  function body(officerIds: Officer['id'][]): Omit<Decide, 'version'> {
    const { kind, corrected, minor, track, note, extendedFor } = written
    const ofKind =
      kind === 'no-penalty'
        ? { corrected, minor }
        : { fineFen: fineFen.value ?? 0, officerIds, ...(track === null ? {} : { track }) }
    return {
      kind,
      note: note.trim(),
      ...ofKind,
      ...(party.party.value ? { party: party.party.value } : {}),
      ...(isOverdue.value ? { extendedFor: extendedFor.trim() } : {}),
    }
  }
  async function send(): Promise<Decision | null> {
    if (Object.values(fault.value).some(Boolean)) return null
    busy.value = true
    refusal.value = ''
    try {
      return await outcome.decide(lead, body(crew.chosen.value.map(({ id }) => id)))
    } catch (problem) {
      refusal.value = sayProblem(problem)
      return null
    } finally {
      busy.value = false
    }
  }
  return {
    file,
    item,
    written,
    party,
    crew,
    settings,
    partyKind,
    limitFen,
    isOverdue,
    obstacle,
    fault,
    refusal,
    busy,
    open,
    send,
  }
}
export type DecisionDraft = ReturnType<typeof useDecisionDraft>
