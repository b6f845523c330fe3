import type { DutyPoint, DutyTable } from '@lianqin/shared/duty'
import { LISTED_AT_MOST, type OpenWork } from '@lianqin/shared/handover'
import type { Scope } from '@lianqin/shared/person'
import type { Squad } from '@lianqin/shared/squad'
import { toMoment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { readRoster } from '../src/duty/roster.query.ts'
import { openWork } from '../src/duty/shift.query.ts'
import { readTables } from '../src/duty/table.query.ts'
import { GULIN, useServer } from './kit.ts'
import { watched } from './readings.ts'

const server = useServer()
const now = () => toMoment(Date.now())
const HOUR = 3_600_000
const day = (days: number) => toMoment(Date.now() + (8 + days * 24) * HOUR).slice(0, 10)
const GAOQIAO: Scope = { kind: 'area', areaId: 'area-gaoqiao' }

const aPoint = (officerId: string): DutyPoint => ({
  officerIds: [officerId as DutyPoint['officerIds'][number]],
  post: `${officerId} 的岗`,
  from: toMoment(Date.now() - HOUR),
  to: toMoment(Date.now() + HOUR),
  ...{ duty: '巡查', standard: '每小时一圈', rewardPenalty: '按月考评' },
})
async function published(areaId: string, ...points: DutyPoint[]): Promise<DutyTable> {
  const lead = await server.as('zhou')
  const { body } = await lead.post<DutyTable>('/duty/tables', { areaId, fromDay: day(-1), toDay: day(1), points })
  const answer = await lead.post<DutyTable>(`/duty/tables/${body.id}/moves`, { move: 'publish', version: 1 })
  expect(answer.status).toBe(200)
  return answer.body
}
async function signOn(name: string) {
  const leader = await server.as(name)
  const { id, version } = (await leader.get<{ squads: Squad[] }>('/squads')).body.squads[0] as Squad
  const sign = { move: 'sign-on', version, officerIds: [`officer-${name}-1`] }
  expect((await leader.post(`/squads/${id}/moves`, sign)).status).toBe(200)
}

describe('what is read for one who asks', () => {
  it('of the open cases is their number, and of the cases themselves those that are listed', async () => {
    const desk = await server.as('chen')
    const row = { matterId: 'matter-e0406', place: { ...GULIN, crs: 'wgs84' }, address: '', description: '' }
    const times = { reportedAt: '2026-03-02T04:00:00Z', closedAt: null, relocated: false }
    for (const batch of [0, 1]) {
      const rows = Array.from({ length: 120 }, (_, n) => ({
        ...{ ...row, ...times },
        ...{ line: n + 1, externalNo: `R-${batch}-${n}` },
      }))
      expect((await desk.post<{ imported: number }>('/incidents/imports', { rows })).body.imported).toBe(120)
    }
    const { db, rows } = watched(server.app.db)
    const work = await openWork(db, { kind: 'district' }, 'person-none', now())
    expect([work.cases, work.incidentIds.length]).toEqual([240, LISTED_AT_MOST])
    expect(rows).toHaveLength(LISTED_AT_MOST + 1)
    const { body } = await desk.get<{ open: OpenWork }>('/shift')
    expect(body.open).toMatchObject({ cases: 240, overdue: work.overdue })
  })

  it('of rosters and duty tables is one’s own township’s: other people’s plans and hours stay in the database', async () => {
    const own = await published('area-gaoqiao', aPoint('officer-gaoqiao-1-1'))
    await published('area-gulin', aPoint('officer-gulin-1-1'))
    await signOn('gulin-1')
    await signOn('gaoqiao-1')
    const { db, rows } = watched(server.app.db)
    const roster = await readRoster(db, GAOQIAO, now())
    expect(roster.lines.map(({ officer, planned }) => [officer.id, planned.map(({ tableId }) => tableId)])).toEqual([
      ['officer-gaoqiao-1-1', [own.id]],
    ])
    await readTables(db, GAOQIAO, { from: day(0), to: day(0) })
    await readTables(db, { kind: 'squad', squadId: 'squad-gaoqiao-1' }, { from: day(0), to: day(0) })
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('gulin')
  })

  it('by a squad is every table that names its people, however many others stand before them', async () => {
    const { db } = server.app
    const table = (id: string, from: string, points: DutyPoint[]) =>
      sql`insert into duty_table (id, area_id, from_day, to_day, state, edition, points, version)
        select ${id} || n, 'area-gaoqiao', to_char(${from}::date + n, 'YYYY-MM-DD'), '2099-12-31', 'published', 1,
          ${JSON.stringify(points)}::jsonb, 1 from generate_series(1, ${id === 'table-own-' ? 1 : 600}::int) n`.execute(
        db,
      )
    await table('table-other-', '2040-01-01', [aPoint('officer-gaoqiao-1-1')])
    await table('table-own-', '2060-01-01', [aPoint('officer-gaoqiao-1-1'), aPoint('officer-gulin-1-1')])
    const scope: Scope = { kind: 'squad', squadId: 'squad-gulin-1' }
    const read = await readTables(db, scope, { from: '2070-01-01', to: '2070-01-01' })
    await sql`delete from duty_table where id like 'table-o%-%'`.execute(db)
    expect(read.map(({ id, points }) => [id, points.map(({ officerIds }) => officerIds)])).toEqual([
      ['table-own-1', [['officer-gulin-1-1']]],
    ])
  })
})
