import type { Evaluation } from '@lianqin/shared/evaluation/evaluation'
import type { Incident } from '@lianqin/shared/incident'
import type { Officer } from '@lianqin/shared/officer'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { close, handled, workOff } from './closing.ts'
import { casesOf, evaluation, MONDAY, noonPlus, numbersIn, type Planted, usePlanted } from './evaluation.kit.ts'
import { useServer } from './kit.ts'

const server = useServer()
const plant = usePlanted(server)

const late = { handledAt: noonPlus(180), closedAt: noonPlus(240) }
const stillOpen = { state: 'dispatched', handledAt: null, closedAt: null, outcome: null } as const

/** Eleven cases of two squads: what each is for stands beside it. */
const fixture = ([first, second]: readonly Officer['id'][]): Planted[] => {
  const [ann, bo] = [first ?? 'officer-none', second ?? 'officer-none'] as const
  const one = 'squad-gulin-1'
  const two = 'squad-gulin-2'
  return [
    { squad: one, officers: [ann] },
    { squad: one, officers: [ann, bo] },
    { squad: one, officers: [ann, bo] },
    { squad: one, incident: { extensions: 1 } },
    { squad: one, incident: { outcome: 'unfounded' } },
    { squad: one, officers: [ann], incident: late },
    { squad: one, incident: stillOpen },
    { squad: one, incident: stillOpen },
    { squad: two },
    { squad: two, incident: { filedAt: noonPlus(20), source: 'hotline' } },
    { squad: two, incident: late, task: { arrivedAt: noonPlus(60) } },
  ]
}

const percent = (share: number | null | undefined) => Math.round((share ?? Number.NaN) * 1000) / 10

async function twoOfficers(): Promise<Officer['id'][]> {
  const { body } = await (await server.as('gulin-1')).get<{ officers: Officer[] }>('/officers')
  return body.officers.slice(0, 2).map(({ id }) => id)
}

describe('the figures of a period', () => {
  it('F59: evaluation tables per squad/officer (§2.6) — fixture numbers match to 0.1 %', async () => {
    const officers = await twoOfficers()
    await plant(fixture(officers))
    const desk = await server.as('chen')
    const sheetOf = ({ rows }: Evaluation, key: string | null | undefined) => rows.find((row) => row.key === key)?.sheet

    const bySquad = await evaluation(desk)
    const one = sheetOf(bySquad, 'squad-gulin-1')
    expect(percent(one?.rates.disposeRate)).toBe(75) // 6 of 8
    expect(percent(one?.rates.inTimeDisposeRate)).toBe(62.5) // 5 of 8
    expect(percent(one?.rates.overdueOpenRate)).toBe(25)
    expect(percent(one?.rates.extendRate)).toBe(12.5)
    expect(percent(one?.rates.accurateRegisterRate)).toBe(87.5)
    expect((one?.avgHandleMs ?? 0) / 60_000).toBeCloseTo((5 * 53 + 173) / 6, 6)
    const two = sheetOf(bySquad, 'squad-gulin-2')
    expect(percent(two?.rates.disposeRate)).toBe(100)
    expect(percent(two?.rates.inTimeDisposeRate)).toBe(66.7)
    expect(percent(two?.rates.inTimeRegisterRate)).toBe(66.7)
    expect(percent(bySquad.whole.rates.disposeRate)).toBe(81.8) // 9 of 11
    // 20, 20 and 50 minutes on the way, against a standard of 25.
    expect(two?.legs.arrive).toMatchObject({ n: 3, p50Ms: 20 * 60_000, p90Ms: 50 * 60_000, beyond: 1 })

    const byOfficer = await evaluation(desk, '&by=officer')
    const [ann, bo] = officers.map((id) => sheetOf(byOfficer, id))
    expect(percent(ann?.rates.inTimeDisposeRate)).toBe(75) // 3 of 4
    expect(percent(bo?.rates.inTimeDisposeRate)).toBe(100) // 2 of 2
    expect(byOfficer.officers.map(({ id }) => id).sort()).toEqual([...officers].sort())
  })

  it('are the sizes of the lists behind them: every number, in the whole, in each row and for those without', async () => {
    await plant([...fixture(await twoOfficers()), { squad: null, incident: stillOpen }])
    const desk = await server.as('chen')
    for (const by of ['squad', 'officer'] as const) {
      const { at, whole, rows } = await evaluation(desk, `&by=${by}`)
      const sheets = [{ key: undefined, sheet: whole }, ...rows]
      for (const { key, sheet } of sheets) {
        const only = key === undefined ? '' : `&${by}=${key ?? 'none'}`
        for (const [list, number] of numbersIn(sheet)) {
          const { count, cases } = await casesOf(desk, list, `&by=${by}&at=${at}${only}`)
          expect([list, only, count]).toEqual([list, only, number ?? 0])
          expect(new Set(cases.map(({ id }) => id)).size).toBe(count)
        }
      }
    }
  })

  it('and their lists stay those of one reading, however the cases go on meanwhile', async () => {
    await plant(fixture(await twoOfficers()))
    const desk = await server.as('chen')
    const before = await evaluation(desk)
    const { db } = server.app
    await db
      .updateTable('incident')
      .set({ handledAt: noonPlus(90) })
      .where('id', '=', 'incident-planted-6')
      .execute()
    const again = await evaluation(desk, `&at=${before.at}&by=area`)
    expect([again.at, again.whole]).toEqual([before.at, before.whole])
    expect((await casesOf(desk, 'overdueOpen', `&at=${before.at}`)).count).toBe(2)
    const anew = await evaluation(desk)
    expect(anew.whole.counts.overdueOpen).toBe(1)
    expect((await casesOf(desk, 'overdueOpen')).count).toBe(1)
  })

  it('count a case that was done again as reworked, and one taken up again by its first filing', async () => {
    const incident = await handled(server)
    const [desk, lead] = [await server.as('chen'), await server.as('zhou')]
    const taskOf = async () =>
      (await desk.get<{ tasks: Task[] }>(`/incidents/${incident.id}`)).body.tasks.find(({ part }) => part === 'lead')
    const first = await taskOf()
    await desk.post(`/tasks/${first?.id}/moves`, { move: 'rework', version: first?.version, reason: '未清理干净' })
    const again = await taskOf()
    const leader = await server.as('gulin-1')
    await leader.post(`/tasks/${again?.id}/moves`, { move: 'finish', version: again?.version, result: '已清理' })
    const { body: file } = await desk.get<{ incident: Incident }>(`/incidents/${incident.id}`)
    const { body: closed } = await close(desk, file.incident, { outcome: 'settled' })
    const period = `from=${closed.reportedAt}&to=2099-01-01T00:00:00Z`.replace(
      '2099',
      `${new Date().getUTCFullYear() + 1}`,
    )
    expect((await casesOf(desk, 'reworked', '', period)).cases).toMatchObject([{ id: incident.id, reworks: 1 }])

    await lead.post(`/incidents/${closed.id}/moves`, { move: 'reopen', version: closed.version, reason: '又出现' })
    await workOff(server, incident.id)
    const { cases } = await casesOf(desk, 'filedInTime', '', period)
    expect(cases.find(({ id }) => id === incident.id)?.filedAt).toBe(incident.filedAt)
  })
})

describe('who may see which figures', () => {
  it('a township’s seat sees its own cases, a squad leader the own squad’s, and asking for others’ shows nothing', async () => {
    const elsewhere = { areaId: 'area-gaoqiao' } as const
    await plant([
      { squad: 'squad-gulin-1' },
      { squad: 'squad-gulin-2' },
      { squad: 'squad-gaoqiao-1', incident: elsewhere },
    ])
    const counts = async (name: string, query = '') =>
      (await evaluation(await server.as(name), query)).whole.counts.reported
    expect(await counts('chen')).toBe(3)
    expect(await counts('gulin')).toBe(2)
    expect(await counts('gulin-1')).toBe(1)
    expect(await counts('gulin', '&area=area-gaoqiao')).toBe(0)
    expect(await counts('gulin', '&squad=squad-gaoqiao-1')).toBe(0)
    expect(await counts('gulin-1', '&squad=squad-gulin-2')).toBe(0)
    const { rows } = await evaluation(await server.as('gulin-1'), '&by=squad')
    expect(rows.map(({ key }) => key)).toEqual(['squad-gulin-1'])
  })

  it('one’s reading is nobody else’s: its moment opens nothing to a narrower reach', async () => {
    await plant([{ squad: 'squad-gulin-1' }, { squad: 'squad-gaoqiao-1', incident: { areaId: 'area-gaoqiao' } }])
    const { at, whole } = await evaluation(await server.as('chen'))
    expect(whole.counts.reported).toBe(2)
    expect((await evaluation(await server.as('gulin'), `&at=${at}`)).whole.counts.reported).toBe(1)
  })

  it('a wall shows no people', async () => {
    const wall = await server.as('wall')
    expect((await wall.get(`/evaluation?${MONDAY}&by=area`)).status).toBe(200)
    for (const query of ['by=officer', 'officer=officer-1', 'officer=none'])
      expect(await wall.get(`/evaluation?${MONDAY}&${query}`)).toMatchObject({
        status: 403,
        body: { code: 'session.forbidden' },
      })
    expect((await wall.get(`/evaluation/cases?${MONDAY}&list=reported&officer=officer-1`)).status).toBe(403)
  })

  it('a period that ends before it begins, or lasts longer than it may, is refused with the limit', async () => {
    const desk = await server.as('chen')
    for (const period of [
      'from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z',
      'from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z',
    ])
      expect(await desk.get(`/evaluation?${period}`)).toMatchObject({
        status: 422,
        body: { code: 'evaluation.span-wrong', params: { days: 400 } },
      })
  })
})
