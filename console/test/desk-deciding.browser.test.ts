import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { buttonsIn, rowsOf, settled, zone } from './desk.kit.ts'
import { dialog, inField, pane, press, some, soon, top, useDecidingDesk } from './desk-deciding.kit.ts'
import { anAlarm, anApproval, anIncident, aSupervision, before, HOUR, MINUTE, NOW } from './fixtures.ts'

const desk = useDecidingDesk()
const { open } = desk

describe('what needs another’s word', () => {
  it('is asked for by key, and says what it would come to before it asks why', async () => {
    await open(some(), 'dispatcher')
    await userEvent.keyboard('2')
    await press('e')
    await soon(() => expect(dialog()?.textContent).toMatch(/再加一个时限（紧急工时 4 h）：由 .*16:09 延至 .*20:09/))
    await inField()
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(desk.posted).toHaveLength(1))
    expect(desk.posted[0]).toMatchObject({
      path: '/incidents/incident-1/approvals',
      body: { subject: 'extend', version: 1, reason: '需等部门会签' },
    })
    await soon(() => expect(pane()).toMatch(/延期.*陈立|待值班长审批/s))
  })

  it('names the day to which a clock is to stop, by a digit', async () => {
    await open(some(), 'dispatcher')
    await userEvent.keyboard('2')
    await press('u')
    await soon(() => expect(dialog()?.textContent).toContain('挂账至哪天'))
    await userEvent.keyboard('3{Enter}')
    await inField()
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(desk.posted).toHaveLength(1))
    expect(desk.posted[0]?.body).toMatchObject({ subject: 'suspend', until: '2026-12-01T00:00:00.000Z' })
  })

  it('names it as a date that is typed, told in full before it is taken', async () => {
    await open(some(), 'dispatcher')
    await userEvent.keyboard('2')
    await press('u')
    await soon(() => expect(dialog()?.textContent).toContain('挂账至哪天'))
    await userEvent.keyboard('5')
    await inField()
    await userEvent.keyboard('2027-03-15 14:00')
    await soon(() => expect(dialog()?.textContent).toContain('2027-03-15'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(dialog()?.textContent).toContain('自动恢复办理'))
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(dialog()).toBeNull())
  })

  it('stands on a list of its own, one’s own to decide first, with their number in the top bar', async () => {
    const approvals = [
      anApproval({ id: 'approval-1', role: 'centre-head', subject: 'suspend', incidentId: 'incident-2' }),
      anApproval({ id: 'approval-2', askedById: 'person-gulin-1' }),
    ]
    await open(some({ approvals }))
    expect(top()).toContain('待我审批 1')
    expect(rowsOf('requests').map((row) => row.textContent)).toEqual([
      expect.stringMatching(/延期.*0001/s),
      expect.stringMatching(/挂账.*0002.*待中心负责人审批/s),
    ])
    await userEvent.keyboard('6')
    await soon(() => expect(pane()).toContain('等待材料或配件'))
    await press('g')
    await soon(() => expect(desk.posted).toHaveLength(1))
    expect(desk.posted[0]).toMatchObject({ path: '/approvals/approval-2/moves', body: { move: 'grant', version: 1 } })
  })

  it('is refused with a reason', async () => {
    await open(some({ approvals: [anApproval()] }))
    await userEvent.keyboard('6')
    await press('x')
    await inField()
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(desk.posted[0]?.body).toEqual({ move: 'refuse', version: 1, reason: '理由不充分' }))
  })

  it('is taken back by who asked, who cannot decide on it', async () => {
    await open(some({ approvals: [anApproval({ askedById: 'person-chen' })] }))
    await userEvent.keyboard('6')
    await soon(() => expect(pane()).toContain('审批'))
    const grant = buttonsIn('[data-zone="pane"]').find((one) => one.dataset.move === 'approval.grant')
    expect(grant).toMatchObject({ ariaDisabled: 'true', title: expect.stringContaining('本人申请的除外') })
    expect(top()).not.toContain('待我审批')
    await press('g')
    await press('z')
    await soon(() => expect(desk.posted.map(({ body }) => body?.move)).toEqual(['withdraw']))
  })

  it('shows its chain: who has agreed, whose word is awaited, who comes after', async () => {
    await open(some({ approvals: [anApproval({ subject: 'force-close' })] }))
    await userEvent.keyboard('6')
    await soon(() => expect(pane()).toMatch(/强制结案.*待值班长审批.*其后中心负责人/s))
  })

  it('is not asked for any more once the limit has passed', async () => {
    await open(some({ incidents: [anIncident({ no: 1, state: 'dispatched', dueAt: before(MINUTE) })] }))
    await userEvent.keyboard('2')
    await soon(() => expect(zone('pane')).not.toBeNull())
    const ask = buttonsIn('[data-zone="pane"]').find((one) => one.dataset.move === 'approval.ask-extend')
    expect(ask).toMatchObject({ ariaDisabled: 'true', title: '时限已过，不能再申请' })
  })
})

describe('a supervision order', () => {
  it('is issued to a squad of the case with its text, limit and clock, by key', async () => {
    await open(some())
    await userEvent.keyboard('2')
    await press('o')
    await inField()
    await userEvent.keyboard('1')
    expect((document.activeElement as HTMLInputElement).value).toContain('逾期原因')
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(desk.posted).toHaveLength(1))
    expect(desk.posted[0]).toMatchObject({
      path: '/incidents/incident-1/supervisions',
      body: { kind: 'order', squadId: 'squad-gulin-1', limit: { clock: 'work_hour', amount: 2 } },
    })
    await soon(() => expect(rowsOf('supervisions')).toHaveLength(1))
  })

  it('stands with its clock until its answer is accepted, asked for again or no longer wanted', async () => {
    const supervisions = [
      aSupervision({ id: 'supervision-1', dueAt: before(-HOUR) }),
      aSupervision({
        id: 'supervision-2',
        incidentId: 'incident-2',
        squadId: 'squad-gulin-2',
        state: 'answered',
        answeredAt: before(MINUTE),
        answer: '余一户 16 时前清完',
      }),
    ]
    await open(some({ supervisions }))
    expect(rowsOf('supervisions').map((row) => row.textContent)).toEqual([
      expect.stringMatching(/古林二队.*已答复/s),
      expect.stringMatching(/古林一队.*待签收.*余 1:00:00/s),
    ])
    await userEvent.keyboard('7')
    await soon(() => expect(pane()).toContain('余一户 16 时前清完'))
    await press('a')
    await inField()
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(desk.posted[0]?.body).toEqual({ move: 'again', version: 1, reason: '答复未说明原因' }))
    await press('y')
    await settled(80)
    expect(desk.posted).toHaveLength(1)
  })

  it('is not for a dispatcher to issue, who is told whose it is', async () => {
    await open(some(), 'dispatcher')
    await userEvent.keyboard('2')
    await soon(() => expect(zone('pane')).not.toBeNull())
    const issue = buttonsIn('[data-zone="pane"]').find((one) => one.dataset.move === 'supervision.order')
    expect(issue).toMatchObject({ ariaDisabled: 'true', title: '须由值班长、中心负责人办理' })
  })
})

describe('everybody', () => {
  const full = () =>
    some({
      alarms: [anAlarm()],
      approvals: [anApproval(), anApproval({ id: 'approval-2', subject: 'suspend', until: before(-99 * HOUR) })],
      supervisions: [
        aSupervision(),
        aSupervision({ id: 'supervision-2', state: 'answered', answer: 'ok', answeredAt: NOW }),
      ],
    })
  it.each(['zh-CN', 'en'] as const)('can decide at the desk: axe finds nothing serious (%s)', async (language) => {
    locale.value = language
    await open(full())
    await userEvent.keyboard('6')
    await soon(() => expect(document.querySelector('.request')).not.toBeNull())
    const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))])).toEqual([])
  })
})
