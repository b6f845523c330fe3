import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { useIncidents } from '../src/incident/incident.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { chosenRow, rowsOf, settled, zone } from './desk.kit.ts'
import { few, soon, useDesk } from './desk-few.kit.ts'
import { anAlarm, anIncident, anOffer, before, HOUR, MINUTE, NOW } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const { open } = useDesk()

describe('the lists of a desk', () => {
  it('hold each case once, urgent ones first, with clock, place and number', async () => {
    await open(few())
    expect(rowsOf('pending').map((row) => row.textContent?.match(/\d{4}/)?.[0])).toEqual(['0002', '0001'])
    expect(rowsOf('active')).toHaveLength(1)
    expect(rowsOf('active')[0]?.textContent).toContain('古林二队')
    expect(rowsOf('active')[0]?.querySelector('[data-glyph]')?.getAttribute('data-glyph')).toBe('case-over')
    expect(rowsOf('closed')[0]?.textContent).toContain('0')
    expect(zone('alarms')).toBeNull()
  })

  it('say in words that they are empty', async () => {
    await open(aSnapshot(0))
    expect(zone('pending')?.textContent).toContain('没有待派的案卷')
    expect(zone('active')?.textContent).toContain('没有在办的案卷')
  })

  it('draw a few rows of two thousand, and count them all', async () => {
    await open(aSnapshot(2000))
    expect(zone('pending')?.querySelector('.list-head__count')?.textContent).toBe('2000')
    expect(rowsOf('pending').length).toBeLessThan(80)
  })

  it('are walked by the keys, which a case in focus takes over until Esc', async () => {
    await open(few())
    await userEvent.keyboard('1')
    expect(chosenRow()?.textContent).toContain('0002')
    await userEvent.keyboard('j')
    expect(chosenRow()?.textContent).toContain('0001')
    await userEvent.keyboard('2')
    expect(chosenRow()?.textContent).toContain('0003')
    await userEvent.keyboard('1{ArrowDown}{Enter}')
    expect(zone('pane')?.contains(document.activeElement)).toBe(true)
    expect(zone('pane')?.textContent).toContain('0001')
    await userEvent.keyboard('{Escape}')
    expect(zone('pending')?.contains(document.activeElement)).toBe(true)
  })

  it('stand by due time, or by the share left of each case’s own clock, which its row names', async () => {
    const incidents = [
      anIncident({ no: 1, limit: { clock: 'urgent_hour', amount: 2 }, dueAt: before(-50 * MINUTE) }),
      anIncident({ no: 2, dueAt: before(-60 * MINUTE) }),
      anIncident({ no: 3, dueAt: before(-3 * HOUR) }),
    ]
    await open(aSnapshot(0, { incidents }))
    const numbers = () => rowsOf('pending').map((row) => row.textContent?.match(/\d{4}/)?.[0])
    const glyphs = () => rowsOf('pending').map((row) => row.querySelector<SVGElement>('[data-glyph]')?.dataset.glyph)
    expect(numbers()).toEqual(['0001', '0002', '0003'])
    await userEvent.keyboard('{Shift>}S{/Shift}')
    await soon(() => expect(numbers()).toEqual(['0002', '0001', '0003']))
    expect(glyphs()).toEqual(['case-due', 'case-watch', 'case-calm'])
    expect(rowsOf('pending')[0]?.textContent).toMatch(/1:00:00\s*紧急/)
    await userEvent.keyboard('{Shift>}S{/Shift}')
    await soon(() => expect(numbers()).toEqual(['0001', '0002', '0003']))
  })

  it('show of a suspended case that its clock is stopped, until when, and what it keeps', async () => {
    const suspended = { state: 'suspended', dueAt: null, leftMs: HOUR, suspendedUntil: before(-7 * 24 * HOUR) } as const
    await open(aSnapshot(0, { incidents: [anIncident({ no: 1, ...suspended })] }))
    const [row] = rowsOf('suspended')
    expect(row?.textContent).toContain('停至 12-01')
    expect(row?.querySelector<SVGElement>('[data-glyph]')?.dataset.glyph).toBe('case-stopped')
    await userEvent.keyboard('8')
    await soon(() => expect(zone('pane')?.textContent).toMatch(/1:00:00.*余 25 %·停表，至 12月1日 ?周二 14:09/))
  })

  it('keep their order while a case is being worked', async () => {
    await open(few())
    await userEvent.keyboard('1{ArrowDown}{Enter}')
    useIncidents().apply({
      seq: 9,
      at: NOW,
      kind: 'incident.reported',
      by: { personId: null, title: '', role: 'clock' },
      body: { incident: anIncident({ no: 9, urgent: true, dueAt: before(HOUR) }) },
    })
    await settled()
    const numbers = () => rowsOf('pending').map((row) => row.textContent?.match(/\d{4}/)?.[0])
    expect(numbers()).toEqual(['0002', '0001', '0009'])
    await userEvent.keyboard('{Escape}')
    expect(numbers()[0]).toBe('0009')
  })
})

describe('everybody', () => {
  it.each(['zh-CN', 'en'] as const)('can use the desk: axe finds nothing serious (%s)', async (language) => {
    locale.value = language
    await open({ ...aSnapshot(20), alarms: [anAlarm()], offers: [anOffer({ incidentId: 'incident-2' })] })
    await userEvent.keyboard('1{ArrowDown}')
    await soon(() => expect(document.querySelector('.candidate')).not.toBeNull())
    const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))])).toEqual([])
  })

  it('reads one language only', async () => {
    locale.value = 'en'
    await open({ ...few(), alarms: [anAlarm()] })
    await userEvent.keyboard('1{ArrowDown}')
    await soon(() => expect(document.querySelector('.candidate')).not.toBeNull())
    const own = document.querySelector('.desk')?.cloneNode(true) as HTMLElement
    for (const given of own.querySelectorAll(
      '[lang], .case-row__place, .case-head__place, .desk-top__pair, .alarm-strip__place',
    ))
      given.remove()
    expect(own.textContent).not.toMatch(/[\u4e00-\u9fff]/)
  })
})
