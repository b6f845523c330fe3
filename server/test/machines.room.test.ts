import { type Alarm, alarmMachine } from '@lianqin/shared/alarm'
import { type Approval, approvalMachine } from '@lianqin/shared/approval'
import { type Incident, incidentMachine } from '@lianqin/shared/incident'
import { type Offer, offerMachine } from '@lianqin/shared/offer'
import { type Supervision, supervisionMachine } from '@lianqin/shared/supervision'
import { type Task, taskMachine } from '@lianqin/shared/task'
import type { Machine } from '@lianqin/shared/wire/machine'
import { describe, expect, it } from 'vitest'
import { lastSeq } from '../src/kernel/event-log.ts'
import { aReport, GULIN, liveOfferOf, useServer } from './kit.ts'

const server = useServer()
const SEATS = {
  dispatcher: 'chen',
  'shift-lead': 'zhou',
  'centre-head': 'wang',
  coordinator: 'joint',
  'squad-leader': 'gulin-1',
  viewer: 'wall',
  administrator: 'admin',
}

interface File {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  approvals: Approval[]
  supervisions: Supervision[]
}
const ROOMS: [
  string,
  Machine<string, string, string>,
  (file: File) => { id: string; state: string; version: number }[],
][] = [
  ['incidents', incidentMachine, ({ incident }: File) => [incident]],
  ['tasks', taskMachine, ({ tasks }: File) => tasks],
  ['offers', offerMachine, ({ offers }: File) => offers],
  ['alarms', alarmMachine, ({ alarms }: File) => alarms],
  ['approvals', approvalMachine, ({ approvals }: File) => approvals],
  ['supervisions', supervisionMachine, ({ supervisions }: File) => supervisions],
] as never

const tried = { refused: 0, states: new Set<string>() }

/** Everything that the tables forbid for this case as it stands, tried by everybody: refused, and nothing has changed. */
async function expectNothingElseIsAllowed(id: string): Promise<void> {
  const { body: file } = await (await server.as('chen')).get<File>(`/incidents/${id}`)
  const before = await lastSeq(server.app.db, 'haishu')
  for (const [room, machine, rowsOf] of ROOMS) {
    for (const { id: rowId, state, version } of rowsOf(file)) {
      tried.states.add(`${room} ${state}`)
      for (const [role, name] of Object.entries(SEATS)) {
        const seat = await server.as(name)
        const forbidden = machine.names.filter((move) => !machine.movesFrom(state, role).includes(move))
        for (const move of forbidden) {
          const answer = await seat.post(`/${room}/${rowId}/moves`, {
            move,
            version,
            reason: 'x',
            ...(room === 'tasks' ? { result: 'x' } : {}),
          })
          const what = `${role} ${move} on ${room} ${state}: ${JSON.stringify(answer.body)}`
          expect([400, 403, 404, 409], what).toContain(answer.status)
          if (answer.status === 409) expect(answer.body.code, what).toMatch(/\.(illegal-move|lapsed|taken|own)$/)
          tried.refused++
        }
      }
    }
  }
  expect(await lastSeq(server.app.db, 'haishu')).toBe(before)
}

/** A request is made and refused, an order issued and answered: each state of both is a station too. */
async function askAndOrder(id: string): Promise<void> {
  const [desk, lead, head, leader] = await Promise.all(
    ['chen', 'zhou', 'wang', 'gulin-1'].map((name) => server.as(name)),
  )
  if (!desk || !lead || !head || !leader) throw new Error('nobody signed in')
  const { version } = (await desk.get<File>(`/incidents/${id}`)).body.incident
  const request = {
    subject: 'suspend',
    version,
    reason: '待雨停',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  }
  const asked = await desk.post<Approval>(`/incidents/${id}/approvals`, request)
  expect(asked.status).toBe(201)
  await expectNothingElseIsAllowed(id)
  const grant = (by: typeof lead, approval: Approval, move: string) =>
    by.post<Approval>(`/approvals/${approval.id}/moves`, { move, version: approval.version, reason: '雨已停' })
  expect((await grant(lead, asked.body, 'grant')).status).toBe(200)
  const second = (await desk.get<File>(`/incidents/${id}`)).body.approvals.at(-1) as Approval
  expect(second).toMatchObject({ step: 2, role: 'centre-head', state: 'asked' })
  expect((await grant(head, second, 'refuse')).status).toBe(200)
  const order = { kind: 'order', squadId: 'squad-gulin-1', text: '请说明', limit: { clock: 'work_hour', amount: 4 } }
  const issued = await lead.post<Supervision>(`/incidents/${id}/supervisions`, order)
  expect(issued.status).toBe(201)
  for (const [by, move] of [
    [leader, 'acknowledge'],
    [leader, 'answer'],
    [head, 'close'],
  ] as const) {
    await expectNothingElseIsAllowed(id)
    const now = (await desk.get<File>(`/incidents/${id}`)).body.supervisions[0] as Supervision
    const answer = await by.post(`/supervisions/${now.id}/moves`, { move, version: now.version, reason: '已整改' })
    expect(answer.status, move).toBe(200)
  }
  await expectNothingElseIsAllowed(id)
}

describe('at every station of a case', () => {
  it('nobody can take a step that the tables do not give to that role in that state', async () => {
    await server.onDuty({ name: 'gulin-1', ...GULIN })
    const [desk, lead, leader] = [await server.as('chen'), await server.as('zhou'), await server.as('gulin-1')]
    const { body: reported } = await desk.post<Incident>('/incidents', aReport({ filed: false }))
    const { id } = reported
    const now = async () => (await desk.get<File>(`/incidents/${id}`)).body
    const step = async (by: typeof desk, path: string, body: object) => {
      expect((await by.post(path, body)).status, JSON.stringify(body)).toBe(200)
      await expectNothingElseIsAllowed(id)
    }
    await expectNothingElseIsAllowed(id)
    await step(desk, `/incidents/${id}/moves`, { move: 'reject', version: 1, reason: '无此事' })
    expect((await lead.post(`/incidents/${id}/moves`, { move: 'reopen', version: 2, reason: '有此事' })).status).toBe(
      200,
    )
    const first = await liveOfferOf(desk, id)
    await expectNothingElseIsAllowed(id)
    await step(desk, `/offers/${first.id}/moves`, { move: 'withdraw', version: 1, reason: '换一队' })
    const { version } = (await now()).incident
    const again = await desk.post<{ offers: Offer[] }>(`/incidents/${id}/offers`, {
      squadIds: ['squad-gulin-1'],
      version,
    })
    expect(again.status).toBe(201)
    await step(leader, `/offers/${again.body.offers[0]?.id}/moves`, { move: 'deliver', version: 1 })
    await step(leader, `/offers/${again.body.offers[0]?.id}/moves`, { move: 'see', version: 2 })
    await step(leader, `/offers/${again.body.offers[0]?.id}/moves`, { move: 'accept', version: 3 })
    await askAndOrder(id)
    for (const move of ['depart', 'arrive', 'finish']) {
      const task = (await now()).tasks.at(-1) as Task
      await step(leader, `/tasks/${task.id}/moves`, {
        move,
        version: task.version,
        ...(move === 'finish' ? { result: '完成' } : {}),
      })
    }
    await step(desk, `/incidents/${id}/moves`, { move: 'close', version: (await now()).incident.version })
    expect(tried.refused).toBeGreaterThan(500)
    expect(tried.states.size).toBeGreaterThan(14)
  }, 240_000)
})
