import type { Incident } from '@lianqin/shared/incident'
import { computed, type Ref } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { deskKeys } from '../kernel/keymap.ts'
import { useMatters } from '../matter/matter.store.ts'
import { distanceWords } from '../offer/offer.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import { askOneOf } from '../ui/ask-one-of.ts'
import { askReason } from '../ui/ask-reason.ts'
import type { CaseFile } from './case-file.ts'
import { deskText } from './desk.text.ts'
import type { Given } from './given.ts'
import type { MoveButton } from './moves.ts'
import type { Offering } from './offering.ts'
import { type Preemptable, preemptable, priorityOf } from './preempt.rank.ts'
import { usualReasons } from './reason.text.ts'
import type { Held } from './steps.rank.ts'

/** Taking a busy squad off a case of lower priority: a person's word, with a reason, and the other case named. */
export function usePreempting({ ranking }: CaseFile, held: Ref<Held | null>, { offerTo, offerRefused }: Offering) {
  const incidents = useIncidents()
  const matters = useMatters()
  const squads = useSquads()
  const tasks = useTasks()

  const among = computed(() =>
    held.value && ranking.value ? preemptable(held.value.incident, ranking.value, tasks.open, incidents.byId) : [],
  )
  const otherWords = ({ other }: Preemptable) => `${incidentNo(other)} ${matters.nameOf(other.matterId)}`
  const far = ({ candidate: { distanceM, minutes } }: Preemptable) =>
    distanceM === null ? '' : `${distanceWords(distanceM)}·${minutes}′`

  const aboutTaking = (one: Preemptable, to: Incident) =>
    deskText('preempt.about', {
      squad: squads.nameOf(one.candidate.squadId),
      other: otherWords(one),
      no: incidentNo(to),
    })

  async function preempt({ squadId, reason: given }: Given): Promise<void> {
    const to = held.value?.incident
    if (!to) return
    const title = deskText('preempt', { no: incidentNo(to) })
    const choices = among.value.map((one) => ({
      value: one.task.id,
      label: `${squads.nameOf(one.candidate.squadId)} ${far(one)}`,
      hint: `${otherWords(one)}·${taskText(`state.${one.task.state}`)}`,
    }))
    const meant = among.value.find(({ candidate }) => candidate.squadId === squadId)
    const taken = meant?.task.id ?? (await askOneOf(title, deskText('preempt.which'), choices))
    const one = among.value.find(({ task }) => task.id === taken)
    if (!one) return
    const reason = given ?? (await askReason(title, aboutTaking(one, to), usualReasons('offer.preempt')))
    if (reason !== null) await offerTo([one.candidate.squadId], { preempts: one.task.id, reason })
  }
  const refused = computed(() => {
    if (!held.value || offerRefused.value) return offerRefused.value || deskText('refused.no-case')
    if (priorityOf(held.value.incident) === 0) return deskText('refused.not-urgent')
    return among.value.length === 0 ? deskText('refused.no-lower') : ''
  })
  return computed(
    (): MoveButton => ({
      id: 'offer.preempt',
      title: deskText('preempt.short'),
      label: deskText('preempt.short'),
      key: deskKeys.preempt,
      refused: refused.value,
      main: false,
      tells: ({ squadId }) => {
        const one = among.value.find(({ candidate }) => candidate.squadId === squadId)
        return one && held.value ? aboutTaking(one, held.value.incident) : ''
      },
      run: (given = {}) => preempt(given),
    }),
  )
}
