import type { Incident } from '@lianqin/shared/incident'
import { computed, type Ref } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { deskKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { personText } from '../person/person.text.ts'
import { useSession } from '../person/session.store.ts'
import { askRemark } from '../ui/ask-reason.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { Given } from './given.ts'
import type { MoveButton } from './moves.ts'
import { usualReasons } from './reason.text.ts'

const writers = ['dispatcher', 'shift-lead', 'centre-head'] as const

/** Putting a note down about a case, open or over. */
export function useNoting(incident: Ref<Incident | null>) {
  const desk = useDesk()
  const session = useSession()
  const incidents = useIncidents()

  async function note(of: Incident, { reason }: Given): Promise<void> {
    const no = incidentNo(of)
    const text = reason ?? (await askRemark(`${no}·${deskText('note')}`, '', usualReasons('incident.note')))
    if (text === null) return
    await attempt(incidents.note(of, text), () => deskText('done.note', { no }))
    desk.goOn()
  }
  return computed((): MoveButton[] => {
    const of = incident.value
    if (!of) return []
    const roles = writers.map((role) => personText(`role.${role}`)).join(deskText('states'))
    return [
      {
        id: 'incident.note',
        title: deskText('note'),
        label: deskText('note'),
        key: deskKeys.note,
        refused: session.isOneOf(writers) ? '' : deskText('refused.role', { roles }),
        main: false,
        run: (given = {}) => note(of, given),
      },
    ]
  })
}
