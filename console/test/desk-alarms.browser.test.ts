import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { useAlarms } from '../src/alarm/alarm.store.ts'
import { useDesk } from '../src/desk/desk.store.ts'
import { named } from '../src/kernel/i18n.ts'
import { useUnits } from '../src/unit/unit.store.ts'
import { rowsOf } from './desk.kit.ts'
import { dialog, pane, some, soon, top, useDecidingDesk } from './desk-deciding.kit.ts'
import { anAlarm, before, MINUTE } from './fixtures.ts'

const desk = useDecidingDesk()
const { open } = desk

describe('alarms', () => {
  const alarms = [
    anAlarm({ id: 'alarm-1', kind: 'file-late', level: 'dispatcher', climbAt: before(-130_000) }),
    anAlarm({ id: 'alarm-2', kind: 'overdue', level: 'shift-lead', raisedAt: before(MINUTE) }),
    anAlarm({ id: 'alarm-3', kind: 'supervision-overrun', level: 'centre-head' }),
  ]
  it.each([
    ['dispatcher', ['超时未立案', '督办未答复', '案卷超期']],
    ['shift-lead', ['案卷超期', '督办未答复', '超时未立案']],
    ['centre-head', ['督办未答复', '案卷超期', '超时未立案']],
  ] as const)('that call the %s stand first', async (role, kinds) => {
    await open(some({ alarms }), role)
    const told = rowsOf('alarms').map((row) => row.textContent ?? '')
    expect(told.map((words, index) => words.includes(kinds[index] ?? '?'))).toEqual([true, true, true])
    expect(document.querySelector('.alarm-strip')?.textContent).toContain(kinds[0])
  })

  it('of somebody who calls for help stands before all others, says who, and leads to where that is', async () => {
    const call = { kind: 'sos', level: 'dispatcher', incidentId: null, unitId: 'unit-gulin-1' } as const
    await open(some({ alarms: [...alarms, anAlarm({ id: 'alarm-4', ...call })] }), 'dispatcher')
    const strip = () => document.querySelector('.alarm-strip')?.textContent ?? ''
    expect(strip()).toContain('紧急求救')
    expect(strip()).toContain('看位置')
    expect(rowsOf('alarms')[0]?.textContent).toContain(named(useUnits().byId.get('unit-gulin-1')?.name))
    await userEvent.keyboard('o')
    await soon(() => expect([useDesk().unitId, useDesk().caseId]).toEqual(['unit-gulin-1', null]))
    await userEvent.keyboard('a')
    await soon(() => expect(desk.posted.some(({ path }) => path === '/alarms/alarm-4/moves')).toBe(true))
  })

  it('say whom they call and when they climb on', async () => {
    await open(some({ alarms }), 'dispatcher')
    expect(rowsOf('alarms')[0]?.textContent).toMatch(/席位·2:10 后升级/)
    expect(document.querySelector('.alarm-strip')?.textContent).toMatch(/报席位·2:10 后升级/)
    expect(useAlarms().shouting).toHaveLength(3)
  })
})

describe('the auditor’s verdict', () => {
  it('stands in the top bar with when it was looked at last', async () => {
    await open(some())
    await soon(() => expect(top()).toContain('无遗漏'))
    expect(top()).toContain('14:08:54')
  })

  it('names what nobody has, and leads there', async () => {
    desk.audited({ at: before(12_000), forgotten: ['incident-2'] })
    await open(some())
    await soon(() => expect(top()).toContain('1 件无人接续'))
    await userEvent.click(document.querySelector('.audit-sign') as HTMLElement)
    await soon(() => expect(dialog()?.textContent).toContain('0002 占道经营'))
    await userEvent.click(dialog()?.querySelector('.forgotten__case') as HTMLElement)
    await soon(() => expect(pane()).toContain('0002'))
  })

  it('says when nobody has looked for too long', async () => {
    desk.audited({ at: before(5 * MINUTE), forgotten: [] })
    await open(some())
    await soon(() => expect(top()).toContain('核对已停'))
  })
})
