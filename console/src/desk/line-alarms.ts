import type { Alarm, AlarmMove } from '@lianqin/shared/alarm'
import { useAlarms } from '../alarm/alarm.store.ts'
import { alarmText } from '../alarm/alarm.text.ts'
import { foretoldText } from '../line/foretold.text.ts'
import type { Meaning } from '../line/meaning.ts'
import { useSession } from '../person/session.store.ts'
import { useAlarming } from './alarming.ts'
import { deskText } from './desk.text.ts'
import { type CaseAt, useCaseWords } from './line-case.ts'
import { type Prospect, refusing, told } from './prospect.ts'

/** The alarms of a case, as they are taken on, let go and cleared by word. */
export function useAlarmProspects() {
  const alarms = useAlarms()
  const session = useSession()
  const caseWords = useCaseWords()
  const { take, refused } = useAlarming()

  /** The one that the step fits: nobody's to take on, one's own to let go or clear. */
  function alarmMeant(of: readonly Alarm[], name: AlarmMove): Alarm | undefined {
    const fitting = of.filter((alarm) => refused(alarm, name) === '')
    return fitting.find(({ ownerId }) => ownerId === session.person?.id) ?? fitting[0] ?? of[0]
  }
  return (name: 'own' | 'release' | 'clear') =>
    ({ text }: Meaning, { file }: CaseAt): Prospect => {
      const incident = file.incident.value
      if (!incident) return refusing(deskText('refused.no-case'))
      const alarm = alarmMeant(alarms.ofIncident(incident.id), name)
      if (!alarm) return refusing(foretoldText('bar.no-alarm', { case: caseWords(incident) }))
      const reason = text ? foretoldText('reason', { reason: text }) : foretoldText('asks-reason')
      const move = `${alarmText(`move.${name}`)}·${alarmText(`kind.${alarm.kind}`)}`
      return {
        says: told([foretoldText('step', { case: caseWords(incident), move }), name === 'own' ? '' : reason]),
        warns: [],
        refused: refused(alarm, name),
        run: async () => {
          await take(alarm, name, text ? { reason: text } : {})
          return ''
        },
      }
    }
}
