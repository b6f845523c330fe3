import type { CasesBehind, Evaluation, Sheet } from '@lianqin/shared/evaluation/evaluation'
import { type CaseList, type CaseSet, caseLists, legs } from '@lianqin/shared/evaluation/indicator'
import type { Incident } from '@lianqin/shared/incident'
import type { Officer } from '@lianqin/shared/officer'
import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { afterEach } from 'vitest'
import type { Seat, Server } from './kit.ts'
import { anIncident, anOffer, aTask, NOON } from './samples.ts'

/** The Monday on which the planted cases happen, in Ningbo. */
export const MONDAY = 'from=2026-03-01T16:00:00Z&to=2026-03-02T16:00:00Z'
const PLANTED = 'incident-planted-%'

/** A moment so many minutes after noon of that Monday, or of another day. */
export const noonPlus = (minutes: number, noon: Moment = NOON) => toMoment(Date.parse(noon) + minutes * 60_000)

export interface Planted {
  squad: Squad['id'] | null
  /** The noon of another day. */
  noon?: Moment
  incident?: Partial<Incident>
  task?: Partial<Task>
  officers?: readonly Officer['id'][]
}

/**
 * Cases of the past put straight into the rows, because nobody can wait for the past. They have no log, so they are taken out
 * again before the checker looks.
 */
export function usePlanted(server: Server) {
  afterEach(async () => {
    const { db } = server.app
    await db.deleteFrom('taskCrew').where('taskId', 'like', 'task-planted-%').execute()
    for (const table of ['offer', 'task'] as const)
      await db.deleteFrom(table).where('incidentId', 'like', PLANTED).execute()
    await db.deleteFrom('incident').where('id', 'like', PLANTED).execute()
  })
  return async (cases: readonly Planted[]): Promise<void> => {
    for (const [nth, one] of cases.entries()) await plant(server, nth, one)
  }
}

/** Filed at 12:05, held out at 12:06, accepted at 12:07, there at 12:30, done at 13:00, closed at 14:00; due at 14:05. */
async function plant(
  { app: { db } }: Server,
  nth: number,
  { squad, noon = NOON, incident = {}, task = {}, officers = [] }: Planted,
) {
  const plus = (minutes: number) => noonPlus(minutes, noon)
  const row = anIncident({
    id: `incident-planted-${nth}`,
    no: 900_000 + nth,
    state: 'closed',
    reportedAt: noon,
    filedAt: plus(5),
    askedSince: plus(5),
    limit: { clock: 'urgent_hour', amount: 2 },
    dueAt: plus(125),
    handledAt: plus(60),
    closedAt: plus(120),
    slots: [],
    ...incident,
  })
  await db
    .insertInto('incident')
    .values({ ...row, slots: '[]', limit: row.limit && JSON.stringify(row.limit) })
    .execute()
  if (squad === null) return
  const { areaId, id: incidentId } = row
  const way = { acceptedAt: plus(7), departedAt: plus(10), arrivedAt: plus(30), handledAt: row.handledAt }
  const held = aTask({
    ...{ id: `task-planted-${nth}`, incidentId, areaId, squadId: squad, openedAt: plus(6), ...way },
    state: row.state === 'closed' ? 'checked' : 'on-scene',
    ...task,
  })
  await db.insertInto('task').values(held).execute()
  const offer = anOffer({
    ...{ id: `offer-planted-${nth}`, taskId: held.id, incidentId, areaId, squadId: squad, state: 'accepted' },
    ...{ madeAt: plus(6), endedAt: held.acceptedAt },
  })
  await db
    .insertInto('offer')
    .values({ ...offer, why: '[]' })
    .execute()
  for (const officerId of officers)
    await db
      .insertInto('taskCrew')
      .values({ taskId: held.id, officerId, putAt: plus(7) })
      .execute()
}

export const evaluation = async (seat: Seat, query = '', period = MONDAY): Promise<Evaluation> =>
  (await seat.get<Evaluation>(`/evaluation?${period}${query}`)).body

/** Every case behind a number, page after page. */
export async function casesOf(seat: Seat, list: CaseList, query = '', period = MONDAY): Promise<CasesBehind> {
  const path = `/evaluation/cases?${period}${query}&list=${list}`
  const { body } = await seat.get<CasesBehind>(path)
  let { next } = body
  while (next !== null) {
    const { body: more } = await seat.get<CasesBehind>(`${path}&skip=${next}`)
    body.cases.push(...more.cases)
    next = more.next
  }
  return body
}

/** Every number of a sheet, by the name of the list behind it. */
export const numbersIn = ({ counts, legs: took }: Sheet): [CaseList, number | null][] =>
  caseLists.map((list) => {
    const leg = legs.find((name) => list.endsWith(`-${name}`))
    if (!leg) return [list, counts[list as CaseSet]]
    return [list, list.startsWith('leg-') ? took[leg].n : took[leg].beyond]
  })
