import type { Alarm, AlarmMove, MoveAlarm } from '@lianqin/shared/alarm'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { post } from '../kernel/http.ts'
import { createRows } from '../kernel/rows.ts'
import { useSession } from '../person/session.store.ts'
import { byCall } from './alarm.rank.ts'

/** Alarms: each shouts until somebody owns it, and stands until it is cleared. */
export const useAlarms = defineStore('alarms', () => {
  const session = useSession()
  const rows = createRows<Alarm>()

  /** Those that nobody owns first, of these what calls whoever sits here. */
  const standing = computed(() =>
    [...rows.byId.values()].filter((alarm) => alarm.state !== 'cleared').sort(byCall(session.role)),
  )
  const shouting = computed(() => standing.value.filter((alarm) => alarm.state === 'raised'))
  const ofIncident = (id: Incident['id']) => standing.value.filter((alarm) => alarm.incidentId === id)

  const replaceAll = (snapshot: Snapshot) => rows.replaceAll(snapshot.alarms)
  function apply(event: LoggedEvent): void {
    if ('alarm' in event.body) rows.put(event.body.alarm)
  }

  const move = async (alarm: Pick<Alarm, 'id' | 'version'>, name: AlarmMove, more: Pick<MoveAlarm, 'reason'> = {}) =>
    rows.put(await post<Alarm>(`/alarms/${alarm.id}/moves`, { ...more, move: name, version: alarm.version }))

  return { byId: rows.byId, standing, shouting, ofIncident, replaceAll, apply, forget: rows.forget, move }
})
