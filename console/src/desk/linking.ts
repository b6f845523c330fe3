import type { Incident } from '@lianqin/shared/incident'
import { computed, type Ref } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { deskKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { personText } from '../person/person.text.ts'
import { useSession } from '../person/session.store.ts'
import { useBelonging } from './belonging.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { MoveButton } from './moves.ts'

const amenders = ['dispatcher', 'shift-lead'] as const

/** Corrects a case at this seat, and gives it the keys again. */
function useAmending() {
  const desk = useDesk()
  const session = useSession()
  const incidents = useIncidents()
  function mayNot(): string {
    if (session.isOneOf(amenders)) return ''
    const roles = amenders.map((one) => personText(`role.${one}`)).join(deskText('states'))
    return deskText('refused.role', { roles })
  }
  async function amend(of: Incident, change: Parameters<typeof incidents.amend>[1], move: string): Promise<void> {
    await attempt(incidents.amend(of, change), () => deskText('done.move', { no: incidentNo(of), move }))
    desk.goOn()
  }
  /** Others may belong to it that this seat does not see. */
  const mayNotUndo = () => (session.session?.person.scope.kind === 'district' ? '' : deskText('refused.district'))
  return { mayNot, mayNotUndo, amend }
}

/** What may be corrected of a case without moving it: how urgent it is, and which major incident it is or belongs to. */
export function useLinking(incident: Ref<Incident | null>) {
  const { mayNot, mayNotUndo, amend } = useAmending()
  const belonging = useBelonging(incident)

  async function belong(of: Incident, title: string): Promise<void> {
    const partOf = await belonging.choose(of, title)
    if (partOf !== undefined) await amend(of, { partOf }, title)
  }
  return computed((): MoveButton[] => {
    const of = incident.value
    if (!of) return []
    const barred = mayNot()
    const over = of.closedAt === null ? '' : deskText('refused.over')
    const button = (id: string, key: string, title: string, refused: string, run: () => Promise<void>): MoveButton => ({
      id,
      key,
      title,
      label: title,
      refused: barred || refused,
      main: false,
      run,
    })
    const urgency = deskText(of.urgent ? 'urgent.off' : 'urgent.on')
    const flag = deskText(of.major ? 'major.off' : 'major.on')
    const link = deskText('part-of')
    const isPart = of.partOf ? deskText('refused.is-part') : ''
    const notMajor = over || isPart || (of.major ? mayNotUndo() : '')
    return [
      button('incident.urgent', deskKeys.urgent, urgency, over, () => amend(of, { urgent: !of.urgent }, urgency)),
      button('incident.major', deskKeys.major, flag, notMajor, () => amend(of, { major: !of.major }, flag)),
      button('incident.part-of', deskKeys.partOf, link, belonging.refused(of), () => belong(of, link)),
    ]
  })
}
