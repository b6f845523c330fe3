import type { DutyTable } from '@lianqin/shared/duty'
import type { Handover, MyDesk } from '@lianqin/shared/handover'
import type { Officer } from '@lianqin/shared/officer'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { useDuty } from '../src/duty/duty.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { useSquads } from '../src/squad/squad.store.ts'
import { openDesk, type Sent, serve } from './desk.kit.ts'
import { before, NOW } from './fixtures.ts'
import { unmountAll } from './mount.ts'
import { openPhone, serve as servePhone } from './phone.kit.ts'
import { aSnapshot } from './snapshot.ts'

const anOfficer = (number: number, change: Partial<Officer> = {}): Officer => ({
  id: `officer-${number}`,
  name: `人${number}`,
  kind: 'enforcement',
  ownerForceId: 'force-gulin',
  dutySquadId: 'squad-gulin-1',
  licenceNo: `S-${number}`,
  licenceScope: ['all'],
  licenceUntil: '2029-01-01',
  state: 'active',
  version: 1,
  ...change,
})
const officers = [
  anOfficer(1),
  anOfficer(2, { licenceUntil: '2026-11-23' }),
  anOfficer(3, { licenceUntil: '2026-12-01' }),
  anOfficer(4, { kind: 'auxiliary', licenceNo: null, licenceUntil: null }),
]
const whole = {
  officerIds: ['officer-1' as const],
  post: '菜场',
  from: NOW,
  to: before(-60_000),
  duty: '巡查',
  standard: '一圈',
}
const table: DutyTable = {
  id: 'table-1',
  areaId: 'area-gulin',
  fromDay: '2026-11-24',
  toDay: '2026-11-24',
  state: 'draft',
  edition: 1,
  revises: null,
  points: [
    { ...whole, rewardPenalty: '月评' },
    { ...whole, rewardPenalty: null, officerIds: [] },
  ],
  publishedAt: null,
  version: 1,
}
const handover: Handover = {
  id: 'handover-1',
  fromId: 'person-zhou',
  fromTitle: '周敏',
  toId: 'person-chen',
  toTitle: '陈立',
  areaId: null,
  state: 'offered',
  note: '盯住菜场',
  open: { alarms: [], cases: 12, overdue: 1, incidentIds: [] },
  offeredAt: NOW,
  endedAt: null,
  reason: null,
  version: 1,
}
const desk: MyDesk = {
  mine: null,
  open: { alarms: [], cases: 3, overdue: 0, incidentIds: [] },
  onDuty: [],
  colleagues: [],
  handovers: [handover],
}
const answers = ({ path, body }: Sent): object | undefined => {
  if (path === '/officers') return { officers }
  if (path === '/duty/roster') return { at: NOW, lines: [], untoldSquads: [] }
  if (path.startsWith('/duty/tables')) return { tables: [table] }
  if (path === '/shift') return desk
  if (path === '/handovers/handover-1/moves') return { ...handover, state: 'taken', version: 2 }
  if (path === '/squads/squad-gulin-1/moves') {
    return { ...useSquads().byId.get('squad-gulin-1'), state: 'on-duty', version: 9, crew: 3, licensed: 2, ...body }
  }
  return undefined
}
const offDuty = () => {
  const squads = useSquads()
  const squad = squads.byId.get('squad-gulin-1')
  if (squad)
    squads.apply({ kind: 'squad.moved', body: { squad: { ...squad, state: 'off-duty', version: 5 } } } as never)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW), shouldAdvanceTime: true })
})
afterEach(() => {
  unmountAll()
  vi.useRealTimers()
  locale.value = 'zh-CN'
  localStorage.clear()
  delete document.documentElement.dataset.screen
})

describe('duty at the desk', () => {
  it('opens by key; a post that lacks one of the six is marked and keeps the table from being published', async () => {
    const posted = serve(answers)
    await page.viewport(1600, 900)
    const leave = await openDesk(aSnapshot(5))
    await userEvent.keyboard('{Shift>}B{/Shift}')
    await page.getByRole('tab', { name: '值班表' }).click()
    await expect.poll(() => document.querySelectorAll('.sheet6__gap').length).toBe(2)
    const row = document.querySelectorAll('.sheet6__table tbody tr')[1]
    const marked = [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.querySelector('.sheet6__gap') !== null)
    expect(marked).toEqual([true, false, false, false, false, true])
    await expect.element(page.getByText('1 岗六定不全，不能发布')).toBeVisible()
    page
      .getByRole('button', { name: '发布' })
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true }))
    expect(posted.filter(({ path }) => path.includes('/moves'))).toEqual([])
    leave()
  })

  it('shows how every licence stands, in words and shape as well as colour', async () => {
    serve(answers)
    await page.viewport(1600, 900)
    const leave = await openDesk(aSnapshot(5), 'shift-lead')
    await userEvent.keyboard('{Shift>}B{/Shift}')
    await page.getByRole('tab', { name: '人员与执法证' }).click()
    await expect.poll(() => document.querySelectorAll('.officer').length).toBe(4)
    const states = [...document.querySelectorAll<HTMLElement>('.licence')].map(
      (mark) => [mark.dataset.licence, mark.textContent, mark.querySelector('svg')?.dataset.glyph] as const,
    )
    expect(states).toEqual([
      ['valid', '有效至 2029-01-01', 'tick'],
      ['lapsed', '2026-11-23 已过期', 'alarm'],
      ['running-out', '2026-12-01 到期，还有 7 天', 'warning'],
    ])
    leave()
  })

  it('says what waits for me, and takes it', async () => {
    const posted = serve(answers)
    await page.viewport(1600, 900)
    const leave = await openDesk(aSnapshot(5))
    await useDuty().loadDesk()
    await page.getByText('待接班 1').click()
    await expect.element(page.getByText('盯住菜场')).toBeVisible()
    await page.getByRole('button', { name: '接班', exact: true }).click()
    await expect
      .poll(() => posted.at(-1))
      .toMatchObject({ path: '/handovers/handover-1/moves', body: { move: 'take' } })
    leave()
  })
})

describe('a leader’s sign-on', () => {
  it('asks who is there; a lapsed licence is shown, may be ticked, and is not counted', async () => {
    await page.viewport(390, 844)
    const sent = servePhone((one) => answers({ ...one, method: 'POST' }) ?? {})
    await openPhone()
    for (const officer of officers) useDuty().officers.set(officer.id, officer)
    offDuty()
    await page.getByRole('button', { name: '上岗' }).click()
    await expect.element(page.getByText('2026-11-23 已过期')).toBeVisible()
    for (const name of ['人1', '人2', '人4']) await page.getByRole('checkbox', { name: new RegExp(name) }).click()
    await expect.element(page.getByText('在场 3 人·持证 1 人')).toBeVisible()
    await page.getByRole('button', { name: /^上岗.*在场/ }).click()
    const order = { move: 'sign-on', version: 5, officerIds: ['officer-1', 'officer-2', 'officer-4'] }
    await expect.poll(() => sent.at(-1)?.body).toEqual(order)
  })

  it('asks nobody where no officers are known, so that a dead line holds no squad up', async () => {
    await page.viewport(390, 844)
    const sent = servePhone((one) => answers({ ...one, method: 'POST' }) ?? {})
    await openPhone()
    offDuty()
    await page.getByRole('button', { name: '上岗' }).click()
    await expect.poll(() => sent.at(-1)?.body).toEqual({ move: 'sign-on', version: 5 })
  })
})
