import { type DutyPoint, type DutyTable, presenceOf, type Roster, sixFixed } from '@lianqin/shared/duty'
import type { Squad } from '@lianqin/shared/squad'
import { toMoment } from '@lianqin/shared/wire/moment'
import { describe, expect, it } from 'vitest'
import { useServer } from './kit.ts'

const server = useServer()
const HOUR = 3_600_000
const at = (hours: number) => toMoment(Date.now() + hours * HOUR)
/** The day in the district, so many days from today. */
const day = (days: number) => toMoment(Date.now() + 8 * HOUR + days * 24 * HOUR).slice(0, 10)

/** Complete: two people of 古林一队, on now. */
const aPoint = (change: Partial<DutyPoint> = {}): DutyPoint => ({
  officerIds: ['officer-gulin-1-1', 'officer-gulin-1-2'],
  post: '古林菜场',
  from: at(-1),
  to: at(1),
  duty: '巡查占道经营，劝离流动摊贩',
  standard: '每小时一圈，五分钟到场',
  rewardPenalty: '按月考评，脱岗一次扣两分',
  ...change,
})

type Answer = DutyTable & { code: string; params: Record<string, unknown> }
const open = async (name: string, change: object = {}) =>
  (await server.as(name)).post<Answer>('/duty/tables', {
    areaId: 'area-gulin',
    fromDay: day(-1),
    toDay: day(1),
    ...change,
  })
const move = async (name: string, { id, version }: DutyTable, step: object) =>
  (await server.as(name)).post<Answer>(`/duty/tables/${id}/moves`, { version, ...step })
const without = { post: null, time: null, duty: null, standard: null, rewardPenalty: null }
const lacking = (name: (typeof sixFixed)[number]): DutyPoint =>
  name === 'person'
    ? aPoint({ officerIds: [] })
    : name === 'time'
      ? aPoint({ from: null })
      : aPoint({ [name]: without[name] })

describe('the duty table', () => {
  it('F60: six-fixed duty table — every duty point has person, post, time, duty, standard, reward/penalty; missing one blocks publication', async () => {
    const { body: draft } = await open('gulin', { points: [aPoint()] })
    expect(draft).toMatchObject({ state: 'draft', edition: 1 })
    let table: DutyTable = draft
    for (const name of sixFixed) {
      table = (await move('gulin', table, { move: 'write', points: [aPoint(), lacking(name)] })).body
      expect(await move('gulin', table, { move: 'publish' })).toMatchObject({
        status: 422,
        body: { code: 'duty.incomplete', params: { n: 1, missing: `2:${name}` } },
      })
    }
    table = (await move('gulin', table, { move: 'write', points: [lacking('person'), lacking('duty')] })).body
    expect((await move('gulin', table, { move: 'publish' })).body.params).toEqual({ n: 2, missing: '1:person 2:duty' })
    table = (await move('gulin', table, { move: 'write', points: [] })).body
    expect((await move('gulin', table, { move: 'publish' })).body.code).toBe('duty.incomplete')
    table = (await move('gulin', table, { move: 'write', points: [aPoint()] })).body
    const published = await move('gulin', table, { move: 'publish' })
    expect(published).toMatchObject({ status: 200, body: { state: 'published', publishedAt: expect.any(String) } })
    await move('gulin', published.body, { move: 'withdraw', reason: '试毕' })
  })

  it('once published is changed by its next edition only, and gives way when that is published', async () => {
    const { body: draft } = await open('gulin', { points: [aPoint()] })
    const { body: first } = await move('gulin', draft, { move: 'publish' })
    expect((await move('gulin', first, { move: 'write', points: [] })).body.code).toBe('duty.illegal-move')
    // Beside it no other table stands for the same days.
    const { body: beside } = await open('gulin', { points: [aPoint()], fromDay: day(-2) })
    expect((await move('gulin', beside, { move: 'publish' })).body.code).toBe('duty.already-published')
    const { body: next } = await open('gulin', { revises: first.id })
    expect(next).toMatchObject({ edition: 2, revises: first.id, points: first.points, state: 'draft' })
    const { body: second } = await move('gulin', next, { move: 'publish' })
    const { body } = await (await server.as('gulin')).get<{ tables: DutyTable[] }>(
      `/duty/tables?from=${day(0)}&to=${day(0)}`,
    )
    const stateOf = (id: string) => body.tables.find((table) => table.id === id)?.state
    expect([stateOf(first.id), stateOf(second.id)]).toEqual(['withdrawn', 'published'])
    expect((await open('gulin', { revises: first.id })).body.code).toBe('duty.illegal-move')
    expect((await move('gulin', second, { move: 'withdraw' })).body.code).toBe('move.reason-missing')
    expect((await move('gulin', second, { move: 'withdraw', reason: '试毕' })).status).toBe(200)
    expect((await move('gulin', { ...second, version: 1 }, { move: 'publish' })).body.code).toBe('duty.stale')
  })

  it('is a township’s own: another’s is not there, and of the district’s it neither hears nor reads', async () => {
    const { body: theirs } = await open('zhou', { areaId: 'area-gaoqiao' })
    const { body: district } = await open('zhou', { areaId: null })
    const gulin = await server.as('gulin')
    const { body } = await gulin.get<{ tables: DutyTable[] }>(`/duty/tables?from=${day(-1)}&to=${day(1)}`)
    expect(body.tables.every(({ areaId }) => areaId === 'area-gulin')).toBe(true)
    for (const { id } of [theirs, district]) {
      const answer = await gulin.post(`/duty/tables/${id}/moves`, { move: 'withdraw', version: 1, reason: 'x' })
      expect(answer).toMatchObject({ status: 404, body: { code: 'duty.missing' } })
    }
    for (const areaId of ['area-gaoqiao', 'area-none', null]) {
      expect((await open('gulin', { areaId })).body.code).toBe('duty.area-missing')
    }
    for (const id of [theirs.id, 'table-none'] as const) {
      expect((await open('gulin', { revises: id })).body.code).toBe('duty.missing')
    }
    expect((await open('gulin-1')).status).toBe(403)
  })

  it('plans only people who serve there, on days that it is for', async () => {
    const refused = async (change: object) => (await open('gulin', change)).body.code
    expect(await refused({ points: [aPoint({ officerIds: ['officer-gaoqiao-1-1'] })] })).toBe('officer.missing')
    expect(await refused({ points: [aPoint({ from: at(-100) })] })).toBe('duty.time-outside')
    expect(await refused({ fromDay: day(1), toDay: day(0) })).toBe('duty.days-wrong')
    expect(await refused({ toDay: day(60) })).toBe('duty.days-wrong')
  })
})

describe('the roster', () => {
  it('says who should be on, who is there and who is missing; a leader reads the own squad’s', async () => {
    const points = [aPoint(), aPoint({ officerIds: ['officer-gulin-2-1'], post: '古林路口' })]
    const { body: draft } = await open('gulin', { points })
    const { body: table } = await move('gulin', draft, { move: 'publish' })
    const leader = await server.as('gulin-1')
    const { id, version } = (await leader.get<{ squads: Squad[] }>('/squads')).body.squads[0] as Squad
    const officerIds = ['officer-gulin-1-1', 'officer-gulin-1-3']
    const { body: on } = await leader.post<Squad>(`/squads/${id}/moves`, { move: 'sign-on', version, officerIds })
    const roster = async (name: string) => {
      const { body } = await (await server.as(name)).get<Roster>('/duty/roster')
      return body.lines
        .filter(({ officer }) => officer.dutySquadId.startsWith('squad-gulin'))
        .map((line) => [line.officer.id, presenceOf(line, body.untoldSquads)])
    }
    const own = [
      ['officer-gulin-1-1', 'there'],
      ['officer-gulin-1-2', 'missing'],
      ['officer-gulin-1-3', 'extra'],
    ]
    expect(await roster('gulin')).toEqual([...own, ['officer-gulin-2-1', 'missing']])
    expect(await roster('zhou')).toEqual([...own, ['officer-gulin-2-1', 'missing']])
    expect(await roster('gulin-1')).toEqual(own)
    expect(await roster('gaoqiao-1')).toEqual([])
    const { body: read } = await leader.get<{ tables: DutyTable[] }>(`/duty/tables?from=${day(0)}&to=${day(0)}`)
    expect(read.tables.flatMap((shown) => shown.points.map(({ post }) => post))).toEqual(['古林菜场'])
    await leader.post(`/squads/${id}/moves`, { move: 'sign-off', version: on.version })
    await move('gulin', table, { move: 'withdraw', reason: '试毕' })
  })
})
