import type { Incident } from '@lianqin/shared/incident'
import { computed, type Ref } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { usePlaceWords } from '../incident/place-words.ts'
import { deskKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { useMatters } from '../matter/matter.store.ts'
import { personText } from '../person/person.text.ts'
import { useSession } from '../person/session.store.ts'
import { askOneOf } from '../ui/ask-one-of.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { MoveButton } from './moves.ts'

const amenders = ['dispatcher', 'shift-lead'] as const
const NONE = 'none'

/** What may be corrected of a case without moving it: how urgent it is, and which major incident it is or belongs to. */
export function useLinking(incident: Ref<Incident | null>) {
  const desk = useDesk()
  const session = useSession()
  const incidents = useIncidents()
  const matters = useMatters()
  const placeOf = usePlaceWords()

  const majors = computed(() => incidents.open.filter(({ id, major }) => major && id !== incident.value?.id))
  const mayNot = (of: Incident) => {
    if (!session.isOneOf(amenders)) {
      return deskText('refused.role', {
        roles: amenders.map((one) => personText(`role.${one}`)).join(deskText('states')),
      })
    }
    return of.closedAt === null ? '' : deskText('refused.over')
  }
  async function amend(of: Incident, change: Parameters<typeof incidents.amend>[1], move: string): Promise<void> {
    await attempt(incidents.amend(of, change), () => deskText('done.move', { no: incidentNo(of), move }))
    desk.focus('pane')
  }
  async function belong(of: Incident, title: string): Promise<void> {
    const choices = majors.value.map((one) => ({
      value: one.id as string,
      label: `${incidentNo(one)} ${matters.nameOf(one.matterId)}`,
      hint: placeOf(one),
    }))
    const out = of.partOf === null ? [] : [{ value: NONE, label: deskText('part-of.none') }]
    const chosen = await askOneOf(title, incidentNo(of), [...choices, ...out])
    const major = majors.value.find(({ id }) => id === chosen)
    if (major || chosen === NONE) await amend(of, { partOf: major?.id ?? null }, title)
  }

  return computed((): MoveButton[] => {
    const of = incident.value
    if (!of) return []
    const closed = mayNot(of)
    const button = (id: string, key: string, title: string, refused: string, run: () => void): MoveButton => ({
      id,
      key,
      title,
      label: title,
      refused: closed || refused,
      main: false,
      run,
    })
    const urgency = deskText(of.urgent ? 'urgent.off' : 'urgent.on')
    const flag = deskText(of.major ? 'major.off' : 'major.on')
    const link = deskText('part-of')
    const noMajor = majors.value.length === 0 && of.partOf === null ? deskText('refused.no-major') : ''
    return [
      button('incident.urgent', deskKeys.urgent, urgency, '', () => void amend(of, { urgent: !of.urgent }, urgency)),
      button(
        'incident.major',
        deskKeys.major,
        flag,
        of.partOf ? deskText('refused.is-part') : '',
        () => void amend(of, { major: !of.major }, flag),
      ),
      button(
        'incident.part-of',
        deskKeys.partOf,
        link,
        of.major ? deskText('refused.is-major') : noMajor,
        () => void belong(of, link),
      ),
    ]
  })
}
