import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { Incident } from '@lianqin/shared/incident'
import type { Supervision } from '@lianqin/shared/supervision'
import { computed, shallowRef, watch } from 'vue'
import { useAlarms } from '../alarm/alarm.store.ts'
import { byWord } from '../approval/approval.rank.ts'
import { useApprovals } from '../approval/approval.store.ts'
import { byShare } from '../incident/incident.rank.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { MINUTE, now } from '../kernel/time.ts'
import { useSession } from '../person/session.store.ts'
import { byPressure } from '../supervision/standing.rank.ts'
import { useSupervisions } from '../supervision/supervision.store.ts'
import { type ListZone, useDesk } from './desk.store.ts'
import { frozenOrder, rowFrom } from './order.rank.ts'

const caseLists = ['pending', 'active', 'suspended', 'closed'] as const
export interface Lists extends Record<(typeof caseLists)[number], Incident[]> {
  alarms: Alarm[]
  requests: Approval[]
  supervisions: Supervision[]
}
export type ListedRow = Lists[ListZone][number]

/** The standing lists as this seat sees them: live, but keeping their order while a case is being worked. */
export function useLists() {
  const desk = useDesk()
  const session = useSession()
  const incidents = useIncidents()
  const alarms = useAlarms()
  const approvals = useApprovals()
  const supervisions = useSupervisions()
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
    requests: approvals.asked.toSorted(byWord(session.person)),
    supervisions: supervisions.standing.toSorted(byPressure),
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
      const held = { ...current }
      for (const name of caseLists) held[name] = frozenOrder(lists.value[name], current[name])
      lists.value = held
    },
    { immediate: true },
  )

  const everyCase = computed(() => caseLists.flatMap((name) => lists.value[name]))
  function chosenIn(zone: ListZone): string | null {
    if (zone === 'alarms') return desk.alarmId
    if (zone === 'requests') return desk.requestId
    return zone === 'supervisions' ? desk.supervisionId : desk.caseId
  }
  /** The case that a row is, or is about; what it is about is pointed at too, so that its keys mean it. */
  function caseOf(zone: ListZone, id: string): Incident['id'] | null {
    if (zone === 'alarms') {
      const alarm = lists.value.alarms.find((one) => one.id === id)
      desk.alarmId = alarm?.id ?? desk.alarmId
      return alarm?.incidentId ?? null
    }
    if (zone === 'requests') {
      const request = lists.value.requests.find((one) => one.id === id)
      desk.requestId = request?.id ?? null
      return request?.incidentId ?? null
    }
    if (zone === 'supervisions') {
      const order = lists.value.supervisions.find((one) => one.id === id)
      desk.supervisionId = order?.id ?? null
      return order?.incidentId ?? null
    }
    return everyCase.value.find((one) => one.id === id)?.id ?? null
  }
  function choose(zone: ListZone, id: string): void {
    desk.lastList = zone
    const unitId = zone === 'alarms' ? lists.value.alarms.find((one) => one.id === id)?.unitId : null
    desk.select(caseOf(zone, id))
    if (unitId) desk.selectUnit(unitId)
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
    const chosen = rows.find((row) => row.id === chosenIn(zone))
    if (chosen) choose(zone, chosen.id)
    else step(zone, 1)
  }
  return { lists, frozen, chosenIn, choose, step, enter }
}
export type DeskLists = ReturnType<typeof useLists>
