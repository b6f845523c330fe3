import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { Incident } from '@lianqin/shared/incident'
import type { Person } from '@lianqin/shared/person'
import type { AskRecommendation } from '@lianqin/shared/recommendation'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Unit } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'
import { useActiveElement } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { remember, remembered } from '../kernel/remembered.ts'

/** The parts of the desk that hold the keys in turn. A key that means two things means the one of the part in focus. */
export const zones = [
  'pending',
  'active',
  'alarms',
  'requests',
  'supervisions',
  'suspended',
  'closed',
  'board',
  'map',
  'pane',
  'form',
  'around',
  'line',
] as const
export type Zone = (typeof zones)[number]

export const listZones = [
  'pending',
  'active',
  'alarms',
  'requests',
  'supervisions',
  'suspended',
  'closed',
] as const satisfies readonly Zone[]
export type ListZone = (typeof listZones)[number]
export const isListZone = (zone: Zone): zone is ListZone => (listZones as readonly Zone[]).includes(zone)

/** How the lists of open cases are ordered: by when they are due, or by the share of their own clock that is left. */
export type ListOrder = 'due' | 'share'

/** How far one looks around a place, in metres; a digit each, in this order. */
export const ranges = [50, 200, 500] as const
const USUAL_M = 200

/** What this seat looks at: the selected case and unit, the part in focus, the report being written. */
export const useDesk = defineStore('desk', () => {
  const focused = useActiveElement()
  const caseId = ref<Incident['id'] | null>(null)
  const unitId = ref<Unit['id'] | null>(null)
  const alarmId = ref<Alarm['id'] | null>(null)
  const requestId = ref<Approval['id'] | null>(null)
  const supervisionId = ref<Supervision['id'] | null>(null)
  let sitter: Person['id'] | null = null
  const lastList = ref<ListZone>('pending')
  const order = ref<ListOrder>(remembered('list-order') === 'share' ? 'share' : 'due')
  const reporting = ref(false)
  /** Where the report being written says it is; the map shows it. */
  const draftPlace = shallowRef<Place | null>(null)
  /** What the report being written asks of the ranking; null while it lacks matter or place. */
  const question = shallowRef<AskRecommendation | null>(null)
  /** A spot clicked on the map while a report is written. */
  const picked = shallowRef<Place | null>(null)

  /** Whether this seat looks around a place, and which; null while none is chosen. */
  const looksAround = ref(false)
  const around = shallowRef<Place | null>(null)
  /** What is to be seen on the map now, whether or not it follows the selection. */
  const sought = shallowRef<readonly Place[]>([])
  /** How far from it, in metres. */
  const aroundM = ref<(typeof ranges)[number]>(USUAL_M)

  /** Nothing in focus counts as the list worked last, so that a seat's keys work at once. */
  const zone = computed<Zone>(() => {
    const name = focused.value?.closest<HTMLElement>('[data-zone]')?.dataset.zone
    return zones.find((one) => one === name) ?? lastList.value
  })

  function focus(name: Zone): void {
    if (isListZone(name)) lastList.value = name
    document
      .querySelector<HTMLElement>(`[data-zone="${name}"][tabindex], [data-zone="${name}"] [tabindex="0"]`)
      ?.focus()
  }
  /** A command is being typed: what its words mean must not change under the hand. */
  const commanding = ref(false)
  /** Where a step was taken from, and the keys go back to after it: the case, unless the command line has them. */
  const worksFrom = ref<'pane' | 'line'>('pane')
  /** Gives the keys back after a step: to the list that it was taken in, if it was. */
  function goOn(list?: ListZone): void {
    focus(list && zone.value === list ? list : worksFrom.value)
  }
  function changeOrder(): void {
    order.value = order.value === 'due' ? 'share' : 'due'
    remember('list-order', order.value)
  }
  function select(id: Incident['id'] | null): void {
    if (id !== caseId.value) endAround()
    caseId.value = id
    if (id) unitId.value = null
  }
  /** A unit instead of a case: somebody calls for help. */
  function selectUnit(id: Unit['id']): void {
    select(null)
    unitId.value = id
  }
  /** Whoever sits down starts afresh: what somebody else looked at would lead the map away from one's own township. */
  function sitDown(person: Person['id'] | null): void {
    if (sitter === person) return
    sitter = person
    caseId.value = null
    unitId.value = null
    alarmId.value = null
    requestId.value = null
    supervisionId.value = null
    lastList.value = 'pending'
    endReport()
    endAround()
  }
  function startReport(): void {
    endAround()
    reporting.value = true
    draftPlace.value = null
    picked.value = null
  }
  /** Looks around the place of a case, or one that is still to be clicked. */
  function lookAround(place: Place | null): void {
    endReport()
    looksAround.value = true
    around.value = place
    aroundM.value = USUAL_M
  }
  function endAround(): void {
    looksAround.value = false
    around.value = null
  }
  function endReport(): void {
    reporting.value = false
    draftPlace.value = null
    question.value = null
  }

  return {
    caseId,
    unitId,
    alarmId,
    requestId,
    supervisionId,
    lastList,
    order,
    reporting,
    draftPlace,
    question,
    picked,
    looksAround,
    around,
    aroundM,
    sought,
    zone,
    focus,
    commanding,
    worksFrom,
    goOn,
    changeOrder,
    select,
    selectUnit,
    sitDown,
    startReport,
    endReport,
    lookAround,
    endAround,
  }
})
