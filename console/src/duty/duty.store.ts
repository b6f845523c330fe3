import type { DutyTable, MoveDutyTable, NewDutyTable, Roster } from '@lianqin/shared/duty'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Handover, MoveHandover, MyDesk, NewHandover } from '@lianqin/shared/handover'
import type { MoveOfficer, NewOfficer, Officer } from '@lianqin/shared/officer'
import { type DeskShift, deskRoles, type MoveShift } from '@lianqin/shared/shift'
import type { Squad } from '@lianqin/shared/squad'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { get, post } from '../kernel/http.ts'
import { createRows } from '../kernel/rows.ts'
import { DAY, dayDigits, serverNow } from '../kernel/time.ts'
import { useSession } from '../person/session.store.ts'

/** How many days around today the tables are read for. */
const AROUND_DAYS = 14

/**
 * Who is there and who should be: officers, roster, duty tables, one's own desk and what is handed over. People's names go
 * to no screen by themselves, so all of it is asked for when it is looked at; the log only says when to ask again.
 */
export const useDuty = defineStore('duty', () => {
  const session = useSession()
  const officers = createRows<Officer>()
  const tables = createRows<DutyTable>()
  const roster = shallowRef<Roster | null>(null)
  const desk = shallowRef<MyDesk | null>(null)

  const register = computed(() => [...officers.byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
  const nameOf = (id: Officer['id']): string => officers.byId.get(id)?.name ?? id
  const ofSquad = (id: Squad['id']): readonly Officer[] =>
    register.value.filter(({ dutySquadId, state }) => dutySquadId === id && state === 'active')
  const standing = computed(() =>
    [...tables.byId.values()].sort((a, b) =>
      a.fromDay === b.fromDay ? (a.id < b.id ? -1 : 1) : a.fromDay < b.fromDay ? 1 : -1,
    ),
  )
  /** Held out to whoever sits here, and waiting for an answer. */
  const waiting = computed(() =>
    (desk.value?.handovers ?? []).filter(({ state, toId }) => state === 'offered' && toId === session.person?.id),
  )
  const isDesk = () => session.isOneOf(deskRoles)
  const readsRegister = () => session.isOneOf([...deskRoles, 'administrator', 'coordinator', 'squad-leader'])

  async function loadOfficers(): Promise<void> {
    if (readsRegister()) officers.replaceAll((await get<{ officers: Officer[] }>('/officers')).officers)
  }
  async function loadRoster(): Promise<void> {
    if (readsRegister()) roster.value = await get<Roster>('/duty/roster')
  }
  async function loadTables(): Promise<void> {
    if (!readsRegister()) return
    const [from, to] = [-1, 1].map((way) => dayDigits(serverNow() + way * AROUND_DAYS * DAY))
    tables.replaceAll((await get<{ tables: DutyTable[] }>(`/duty/tables?from=${from}&to=${to}`)).tables)
  }
  async function loadDesk(): Promise<void> {
    if (isDesk()) desk.value = await get<MyDesk>('/shift')
  }
  /** Asked again in the background; what is there stays until an answer comes, and the feed's own badge tells of a dead line. */
  const again = (load: () => Promise<void>) => void load().catch(() => undefined)

  function apply({ kind, body }: LoggedEvent): void {
    if ('table' in body) tables.put(body.table)
    if (kind === 'shift.moved' || kind === 'handover.offered' || kind === 'handover.moved') again(loadDesk)
    if (roster.value && (kind === 'squad.moved' || kind === 'duty.table-moved')) again(loadRoster)
  }
  /** A fresh view of everything: another person may sit here now. */
  function replaceAll(): void {
    officers.replaceAll([])
    tables.replaceAll([])
    roster.value = null
    desk.value = null
    if (session.person) again(loadDesk)
  }

  const addOfficer = async (officer: NewOfficer) => officers.put(await post<Officer>('/officers', officer))
  const moveOfficer = async ({ id, version }: Officer, step: Omit<MoveOfficer, 'version'>) =>
    officers.put(await post<Officer>(`/officers/${id}/moves`, { ...step, version }))
  const addTable = async (table: NewDutyTable) => tables.put(await post<DutyTable>('/duty/tables', table))
  const moveTable = async ({ id, version }: DutyTable, step: Omit<MoveDutyTable, 'version'>) =>
    tables.put(await post<DutyTable>(`/duty/tables/${id}/moves`, { ...step, version }))
  async function moveShift(move: MoveShift['move']): Promise<DeskShift> {
    const shift = await post<DeskShift>('/shift/moves', { move } satisfies MoveShift)
    await loadDesk()
    return shift
  }
  async function handOver(order: NewHandover): Promise<Handover> {
    const handover = await post<Handover>('/handovers', order)
    await loadDesk()
    return handover
  }
  async function moveHandover({ id, version }: Handover, step: Omit<MoveHandover, 'version'>): Promise<Handover> {
    const handover = await post<Handover>(`/handovers/${id}/moves`, { ...step, version })
    await loadDesk()
    return handover
  }

  return {
    officers: officers.byId,
    register,
    nameOf,
    ofSquad,
    tables: standing,
    roster,
    desk,
    waiting,
    loadOfficers,
    loadRoster,
    loadTables,
    loadDesk,
    again,
    apply,
    replaceAll,
    addOfficer,
    moveOfficer,
    addTable,
    moveTable,
    moveShift,
    handOver,
    moveHandover,
  }
})
