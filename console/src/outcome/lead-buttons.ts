import type { MoveLead } from '@lianqin/shared/lead'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { incidentNo } from '../incident/incident.text.ts'
import { outcomeKeys } from '../kernel/keymap.ts'
import { type Action, register } from '../kernel/keys.ts'
import { attempt } from '../kernel/notices.ts'
import { useSession } from '../person/session.store.ts'
import { askReason } from '../ui/ask-reason.ts'
import { type Ending, leadSteps, omitRefusal, type Refusal, toCaseRefusal } from './ending.rank.ts'
import { useOutcome } from './outcome.store.ts'
import { outcomeText } from './outcome.text.ts'
import { type LeadGround, leadGround } from './to-case.ts'

/** A step as a button shows it and a key runs it. */
export interface LeadButton {
  id: string
  title: string
  key: string
  refused: string
  run: () => void
}

const KEYS = {
  take: outcomeKeys.take,
  return: outcomeKeys.giveBack,
  resubmit: outcomeKeys.take,
  decide: outcomeKeys.decide,
}
const said = (refusal: Refusal) => (refusal ? outcomeText(refusal) : '')

/** What this seat can do about what a case ended in: one list for buttons, keys and the palette. */
export function useLeadButtons(ending: () => Ending) {
  const outcome = useOutcome()
  const session = useSession()
  /** Which of the two forms is open, and what the one needs. */
  const form = ref<'to-case' | 'decide' | null>(null)
  const ground = shallowRef<LeadGround | null>(null)

  async function handOver(): Promise<void> {
    ground.value = (await attempt(leadGround(ending().incident))) ?? null
    if (ground.value) form.value = 'to-case'
  }

  async function omit(): Promise<void> {
    const { incident } = ending()
    const no = incidentNo(incident)
    const reason = await askReason(outcomeText('no-lead'), no, [])
    if (reason === null) return
    await attempt(outcome.omitLead(incident.id, reason), () => outcomeText('no-lead-done', { no }))
  }
  async function move(name: MoveLead['move']): Promise<void> {
    const { lead } = ending()
    if (!lead) return
    const title = outcomeText(`move.${name}`)
    const reason = name === 'take' ? null : await askReason(title, outcomeText('lead-line', lineOf(lead)), [])
    if (name !== 'take' && reason === null) return
    await attempt(outcome.moveLead(lead, name, reason), () => outcomeText('move-done', { no: lead.no, move: title }))
  }
  const lineOf = ({ no, state }: NonNullable<Ending['lead']>) => ({ no, state: outcomeText(`state.${state}`) })

  const buttons = computed((): LeadButton[] => {
    const of = ending()
    const toCase = toCaseRefusal(of, session.role)
    const omission = omitRefusal(of, session.role)
    return [
      {
        id: 'outcome.to-case',
        title: outcomeText(of.incident.state === 'handled' ? 'close-to-case' : 'to-case'),
        key: outcomeKeys.toCase,
        refused: said(toCase),
        run: () => void handOver(),
      },
      {
        id: 'outcome.no-lead',
        title: outcomeText('no-lead'),
        key: outcomeKeys.noLead,
        refused: said(omission),
        run: () => void omit(),
      },
      ...leadSteps(of.lead, session.role).map((name) => ({
        id: `outcome.${name}`,
        title: outcomeText(`move.${name}`),
        key: KEYS[name],
        refused: '',
        run: () => {
          if (name === 'decide') form.value = 'decide'
          else void move(name)
        },
      })),
    ]
  })
  const actions = computed(() =>
    buttons.value.map(
      ({ id, title, key, refused, run }): Action => ({
        id,
        keys: [key],
        title: () => title,
        group: () => outcomeText('group'),
        when: () => refused === '',
        whyNot: () => refused,
        run,
      }),
    ),
  )
  let forget = () => {}
  watch(
    actions,
    (added) => {
      forget()
      forget = register(added)
    },
    { immediate: true },
  )
  onScopeDispose(() => forget())
  return { buttons, form, ground, lineOf }
}
