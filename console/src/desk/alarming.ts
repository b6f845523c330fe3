import { type Alarm, type AlarmMove, alarmMachine } from '@lianqin/shared/alarm'
import { useAlarms } from '../alarm/alarm.store.ts'
import { alarmText } from '../alarm/alarm.text.ts'
import { attempt } from '../kernel/notices.ts'
import { useSession } from '../person/session.store.ts'
import { askReason } from '../ui/ask-reason.ts'
import { deskText } from './desk.text.ts'
import type { Given } from './given.ts'
import { usualReasons } from './reason.text.ts'

/** What a seat does with an alarm: takes it on, lets it go, clears it. */
export function useAlarming() {
  const alarms = useAlarms()
  const session = useSession()

  async function take(alarm: Alarm, name: AlarmMove, given: Given = {}): Promise<void> {
    const title = alarmText(`move.${name}`)
    const needsReason = alarmMachine.needsReason(name)
    const reason = needsReason
      ? (given.reason ?? (await askReason(title, alarmText(`kind.${alarm.kind}`), usualReasons(`alarm.${name}`))))
      : null
    if (needsReason && reason === null) return
    const more = reason === null ? {} : { reason }
    await attempt(alarms.move(alarm, name, more), () => deskText('done.alarm', { move: title }))
  }
  function refused(alarm: Alarm | undefined, name: AlarmMove): string {
    if (!session.isOneOf(['dispatcher', 'shift-lead', 'centre-head'])) return deskText('read-only')
    if (!alarm) return deskText('empty.alarms')
    if (alarmMachine.movesFrom(alarm.state, session.role ?? '').includes(name)) return ''
    return name === 'own' ? deskText('refused.owned', { who: alarm.ownerTitle ?? '' }) : deskText('refused.own-first')
  }
  return { take, refused }
}
