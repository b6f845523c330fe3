import type { Alarm } from '@lianqin/shared/alarm'
import type { Incident } from '@lianqin/shared/incident'
import { computed, shallowRef, watch } from 'vue'
import { useAlarms } from '../alarm/alarm.store.ts'
import { byShare } from '../incident/incident.rank.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { MINUTE, now } from '../kernel/time.ts'
import { type ListZone, useDesk } from './desk.store.ts'
import { frozenOrder, rowFrom } from './order.rank.ts'

export interface Lists {
  pending: Incident[]
  active: Incident[]
  suspended: Incident[]
  alarms: Alarm[]
  closed: Incident[]
}

/** The standing lists as this seat sees them: live, but keeping their order while a case is being worked. */
export function useLists() {
  const desk = useDesk()
  const incidents = useIncidents()
  const alarms = useAlarms()
  const frozen = computed(() => desk.zone === 'pane')
  // Shares are compared anew every minute: rows that trade places every second cannot be hit.
  const minute = computed(() => Math.trunc(now.value / MINUTE) * MINUTE)
  function ordered(rows: Incident[]): Incident[] {
    if (desk.order === 'due') return rows
    const shares = new Map(rows.map((row) => [row.id, incidents.clockAt(row, minute.value).share]))
    return rows.toSorted(byShare(({ id }) => shares.get(id) ?? null))
  }
  const live = computed<Lists>(() => ({
    pending: ordered(incidents.pending),
    active: ordered(incidents.active),
    suspended: incidents.suspended,
    alarms: alarms.standing,
    closed: incidents.recentlyClosed,
  }))
  const lists = shallowRef<Lists>(live.value)

  watch(
    [live, frozen],
    ([current, holds]) => {
      if (!holds) {
        lists.value = current
        return
      }
      const before = lists.value
      const worked = desk.caseId ? (incidents.byId.get(desk.caseId) ?? null) : null
      const hold = (name: 'pending' | 'active' | 'suspended' | 'closed') =>
        frozenOrder(before[name], current[name], worked)
      const pending = hold('pending')
      // Held in its old place, a case that has moved on is not shown in its new list as well.
      const once = (rows: Incident[]) => rows.filter((row) => row !== worked || !pending.includes(row))
      lists.value = {
        pending,
        active: once(hold('active')),
        suspended: once(hold('suspended')),
        alarms: current.alarms,
        closed: once(hold('closed')),
      }
    },
    { immediate: true },
  )

  const everyCase = computed(() => {
    const { pending, active, suspended, closed } = lists.value
    return [...pending, ...active, ...suspended, ...closed]
  })
  const chosenIn = (zone: ListZone): string | null => (zone === 'alarms' ? desk.alarmId : desk.caseId)
  function choose(zone: ListZone, id: string): void {
    desk.lastList = zone
    const alarm = zone === 'alarms' ? lists.value.alarms.find((one) => one.id === id) : undefined
    if (alarm) desk.alarmId = alarm.id
    desk.select(alarm?.incidentId ?? everyCase.value.find((one) => one.id === id)?.id ?? null)
  }
  /** Moves the choice within a list; into a list without one, to its first row. */
  function step(zone: ListZone, by: number): void {
    const row = rowFrom<{ id: string }>(lists.value[zone], chosenIn(zone), by)
    if (row) choose(zone, row.id)
  }
  /** Goes to a list, and there to the row chosen before, or the first. */
  function enter(zone: ListZone): void {
    desk.focus(zone)
    const rows: readonly { id: string }[] = lists.value[zone]
    if (!rows.some((row) => row.id === chosenIn(zone))) step(zone, 1)
  }
  return { lists, frozen, chosenIn, choose, step, enter }
}
export type DeskLists = ReturnType<typeof useLists>
