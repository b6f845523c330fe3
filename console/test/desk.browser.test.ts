import { incidentMachine } from '@lianqin/shared/incident'
import { soleSlot } from '@lianqin/shared/plan'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Snapshot } from '@lianqin/shared/wall'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { useAlarms } from '../src/alarm/alarm.store.ts'
import { useIncidents } from '../src/incident/incident.store.ts'
import { locale } from '../src/kernel/i18n.ts'
import { buttonsIn, chosenRow, openDesk, rowsOf, type Sent, serve, settled, zone } from './desk.kit.ts'
import { aCaseFile, anAlarm, anIncident, anOffer, aSnapshot, aTask, before, HOUR, MINUTE, NOW } from './fixtures.ts'

const ranking: Recommendation = {
  incidentId: 'incident-1',
  slot: soleSlot(1),
  at: NOW,
  mode: 'empowered',
  liaisonForceId: null,
  ranked: ['squad-gulin-1', 'squad-gaoqiao-1', 'squad-gulou-1'].map((squadId, index) => ({
    squadId: squadId as 'squad-gulin-1',
    competent: true,
    unitId: null,
    distanceM: 1100 * (index + 1),
    minutes: 4 * (index + 1),
    load: index,
    why: [{ code: 'area.empowered', params: { areaZh: '古林', areaEn: 'Gulin' } }],
  })),
  passedOver: [
    {
      squadId: 'squad-shiqi-1',
      distanceM: 900,
      minutes: 3,
      load: 0,
      competent: false,
      unitId: null,
      why: [{ code: 'area.elsewhere', params: { areaZh: '古林', areaEn: 'Gulin' } }],
    },
  ],
  shortfalls: [],
}

let close = () => {}
let posted: Sent[] = []
const files = (snapshot: Snapshot) =>
  serve(({ method, path, body }) => {
    if (path === '/recommendations') return { recommendations: [ranking] }
    if (path.includes('/recommendation')) return ranking
    if (path.endsWith('/similar')) return { incidents: [] }
    const [, , id] = path.split('/')
    const incident = snapshot.incidents.find((one) => one.id === id)
    if (method === 'GET') return incident && aCaseFile(incident)
    if (path.endsWith('/offers')) {
      const [squadId = 'squad-gulin-1'] = (body?.squadIds ?? []) as 'squad-gulin-1'[]
      return { offers: [anOffer({ squadId, state: 'made' })] }
    }
    if (path === '/incidents') return anIncident({ id: 'incident-900', no: 900, ...(body as object) })
    if (path.startsWith('/alarms/')) return anAlarm({ state: 'owned', ownerTitle: '陈立', version: 2 })
    return incident && { ...incident, version: incident.version + 1 }
  })
async function open(snapshot: Snapshot, role?: Parameters<typeof openDesk>[1]) {
  posted = files(snapshot)
  close = await openDesk(snapshot, role)
  await settled(50)
}
/** Two pending, one of them urgent, one active, one closed. */
const few = () =>
  aSnapshot(0, {
    incidents: [
      anIncident({ no: 1 }),
      anIncident({ no: 2, urgent: true, state: 'reported', filedAt: null, dueAt: null }),
      anIncident({ no: 3, state: 'dispatched', dueAt: before(20 * MINUTE), filedAt: before(4 * HOUR) }),
      anIncident({ no: 4, state: 'closed', closedAt: before(MINUTE), handledAt: before(2 * MINUTE) }),
    ],
    tasks: [aTask({ incidentId: 'incident-3', state: 'en-route', squadId: 'squad-gulin-2' })],
  })

/** A busy machine takes its time; a right answer may come late, a wrong one never turns right. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
const firstChoice = () => document.querySelector('.combo__item[data-highlighted]')?.textContent

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
  await page.viewport(1920, 1080)
})
afterEach(() => {
  close()
  vi.useRealTimers()
  locale.value = 'zh-CN'
})

const dialogText = () => document.querySelector('[role="dialog"]')?.textContent ?? ''

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

describe('the case on a desk', () => {
  it('ranks the squads with reasons, and names those passed over with why not', async () => {
    await open(few())
    await userEvent.keyboard('1{ArrowDown}')
    await expect.element(page.getByText('古林一队').first()).toBeVisible()
    await soon(() => expect(zone('pane')?.textContent).toContain('古林赋权'))
    expect(zone('pane')?.textContent).toContain('未列入')
    expect(zone('pane')?.textContent).toContain('石碶一队')
  })

  it('is offered to the first squad in two keystrokes, to the second by its digit', async () => {
    await open(few())
    await userEvent.keyboard('1{ArrowDown}')
    await soon(() => expect(zone('pane')?.textContent).toContain('派给 古林一队'))
    await userEvent.keyboard('{Enter}{Enter}')
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]).toMatchObject({
      path: '/incidents/incident-1/offers',
      body: { squadIds: ['squad-gulin-1'], version: 1 },
    })
    // The first one is asked by now: taking the case from it is confirmed.
    await userEvent.keyboard('2')
    await soon(() => expect(dialogText()).toContain('高桥一队'))
    await soon(() => expect(document.activeElement?.textContent).toContain('确定'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(posted).toHaveLength(2))
    expect(posted[1]?.body).toEqual({ squadIds: ['squad-gaoqiao-1'], version: 1 })
  })

  it.each(incidentMachine.states)(
    'in state %s offers what the table allows, the rest dashed with a reason',
    async (state) => {
      await open(
        aSnapshot(0, {
          incidents: [
            anIncident({
              no: 1,
              state,
              cardId: 'card-collapse',
              duplicateOf: state === 'void' ? 'incident-9' : null,
              closedAt: state === 'closed' ? NOW : null,
            }),
          ],
        }),
        'shift-lead',
      )
      const list = { closed: '5', rejected: '5', void: '5', handled: '2', suspended: '8' }[state as string] ?? '1'
      await userEvent.keyboard(list)
      await soon(() => expect(zone('pane')).not.toBeNull())
      const shown = (move: string) =>
        buttonsIn('[data-zone="pane"]').find((one) => one.dataset.move === `incident.${move}`)
      for (const move of incidentMachine.names) {
        const button = shown(move)
        if (!incidentMachine.moves[move].by.some((actor) => actor === 'shift-lead')) expect(button).toBeUndefined()
        else if (incidentMachine.movesFrom(state, 'shift-lead').includes(move)) expect(button?.ariaDisabled).toBeNull()
        else expect(button).toMatchObject({ ariaDisabled: 'true', title: expect.stringMatching(/须/) })
      }
    },
  )

  it('asks why where the machine does, by the keyboard alone, and sends the version it was decided on', async () => {
    await open(few())
    await userEvent.keyboard('1{ArrowDown}v')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]).toMatchObject({
      path: '/incidents/incident-1/moves',
      body: { move: 'void', version: 1, reason: '重复上报' },
    })
  })

  it('is filed and closed as what its class knows, chosen by a digit or by Enter alone', async () => {
    const handled = { state: 'handled', handledAt: before(MINUTE) } as const
    const cover = { matterId: 'matter-c0102', conditionCode: 'broken' } as const
    await open(
      aSnapshot(0, {
        incidents: [
          anIncident({ no: 1, ...cover, state: 'reported', filedAt: null, dueAt: null }),
          anIncident({ no: 2, ...cover, ...handled }),
        ],
        tasks: [aTask({ incidentId: 'incident-2', state: 'handled', handledAt: before(MINUTE) })],
      }),
    )
    await userEvent.keyboard('1{Enter}i')
    await soon(() => expect(dialogText()).toContain('破损'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]?.body).toMatchObject({ move: 'file', conditionCode: 'broken' })
    await settled(80)
    await userEvent.keyboard('{Escape}2{Enter}c')
    await soon(() => expect(dialogText()).toContain('查实违法'))
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(dialogText()).toContain('已设防护'))
    await soon(() => expect(document.activeElement?.getAttribute('type')).toBe('radio'))
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(posted).toHaveLength(2))
    expect(posted[1]?.body).toMatchObject({ move: 'close', outcome: 'unfounded', closingCode: 'made-safe' })
  })

  it('is only looked at by those who may not act, who are told who may', async () => {
    await open(few(), 'viewer')
    await userEvent.keyboard('1{ArrowDown}')
    await soon(() => expect(zone('pane')).not.toBeNull())
    expect(buttonsIn('[data-zone="pane"]').every((one) => one.ariaDisabled === 'true')).toBe(true)
    expect(zone('pane')?.textContent).toContain('须由派遣员')
    await userEvent.keyboard('nv{Enter}{Enter}')
    expect(posted).toHaveLength(0)
    expect(zone('form')).toBeNull()
  })
})

describe('an alarm on a desk', () => {
  it('stands across the screen with whose it is, and is taken on by its key', async () => {
    await open({ ...few(), alarms: [anAlarm({ incidentId: 'incident-1' })] })
    const strip = () => document.querySelector('.alarm-strip')
    expect(strip()?.textContent).toContain('无人应答')
    expect(strip()?.textContent).toContain('尚无责任人')
    expect(strip()?.getAttribute('data-state')).toBe('raised')
    await userEvent.keyboard('a')
    await soon(() => expect(useAlarms().standing[0]?.state).toBe('owned'))
    expect(posted[0]).toMatchObject({ path: '/alarms/alarm-1/moves', body: { move: 'own', version: 1 } })
    await soon(() => expect(strip()?.textContent).toContain('责任人 陈立'))
  })
})

describe('a report at the desk', () => {
  it('needs a matter and a place, both by typing, and is filed by Enter', async () => {
    await open(few())
    await userEvent.keyboard('n')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('e0406')
    await soon(() => expect(firstChoice()).toContain('占道经营'))
    await userEvent.keyboard('{Enter}')
    await settled(80)
    await userEvent.keyboard('鼓楼')
    await soon(() => expect(firstChoice()).toContain('鼓楼站'))
    await userEvent.keyboard('{Enter}')
    await settled(80)
    await userEvent.keyboard('{Enter}')
    const filed = () => posted.filter(({ path }) => path === '/incidents')
    await soon(() => expect(filed()).toHaveLength(1))
    expect(filed()[0]).toMatchObject({
      body: { matterId: 'matter-e0406', place: { crs: 'wgs84' }, address: '鼓楼站', filed: true, source: 'hotline' },
    })
    await soon(() => expect(zone('form')).toBeNull())
    expect(zone('pane')?.textContent).toContain('0900')
  })

  it('asks as what it is filed where a class has several conditions, each with its limit, and files the one chosen', async () => {
    await open(few())
    await userEvent.keyboard('n')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('wsjg')
    await soon(() => expect(firstChoice()).toContain('污水井盖'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect((document.activeElement as HTMLInputElement).value).toBe('missing'))
    expect(zone('form')?.textContent).toMatch(/缺失\s*紧急工时 2 h.*破损\s*工时 4 h.*沉陷\s*5 个工作日/)
    const urgent = () => document.querySelector<HTMLInputElement>('.report [type=checkbox]')?.checked
    expect(urgent()).toBe(true)
    await userEvent.keyboard('{ArrowDown}')
    await soon(() => expect(urgent()).toBe(false))
    await userEvent.keyboard('{Enter}')
    await settled(80)
    await userEvent.keyboard('鼓楼')
    await soon(() => expect(firstChoice()).toContain('鼓楼站'))
    await userEvent.keyboard('{Enter}')
    await settled(80)
    await userEvent.keyboard('{Enter}')
    const filed = () => posted.find(({ path }) => path === '/incidents')?.body
    await soon(() => expect(filed()).toBeDefined())
    expect(filed()).toMatchObject({ matterId: 'matter-c0102', conditionCode: 'broken', urgent: false })
  })

  it('says what is missing, and Esc gives the keys back to the list', async () => {
    await open(few())
    await userEvent.keyboard('n')
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('{Enter}{Enter}{Enter}')
    await soon(() => expect(zone('form')?.textContent).toContain('请选事项'))
    expect(posted).toHaveLength(0)
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(zone('form')).toBeNull())
    expect(zone('pending')?.contains(document.activeElement)).toBe(true)
  })
})

describe('what would be taken away', () => {
  const asked = () =>
    aSnapshot(0, {
      incidents: [anIncident({ no: 1, state: 'dispatched' })],
      tasks: [aTask({ incidentId: 'incident-1', state: 'offered', squadId: null })],
      offers: [anOffer({ incidentId: 'incident-1', squadId: 'squad-gulin-1', state: 'seen' })],
    })

  it('is never a live offer by Enter alone; its digit asks first, and names who is asked', async () => {
    await open(asked())
    await userEvent.keyboard('2')
    await soon(() => expect(document.querySelector('.candidate')).not.toBeNull())
    await userEvent.keyboard('{Enter}{Enter}')
    await settled(80)
    expect(posted).toHaveLength(0)
    expect(document.querySelector('.moves .button--main')).toBeNull()
    await userEvent.keyboard('2')
    await soon(() => expect(dialogText()).toContain('古林一队'))
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(document.querySelector('[role="dialog"]')).toBeNull())
    expect(posted).toHaveLength(0)
    await settled(80)
    await userEvent.keyboard('2')
    await soon(() => expect(dialogText()).toContain('已查看'))
    await soon(() => expect(document.activeElement?.textContent).toContain('确定'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(posted[0]?.body).toMatchObject({ squadIds: ['squad-gaoqiao-1'] }))
  })

  it('is never an alarm of nobody by one that somebody has', async () => {
    await open({
      ...few(),
      alarms: [
        anAlarm({ id: 'alarm-1', state: 'owned', ownerTitle: '陈立', incidentId: 'incident-1' }),
        anAlarm({ id: 'alarm-2', incidentId: 'incident-2' }),
      ],
    })
    await userEvent.keyboard('4{ArrowDown}{ArrowDown}')
    expect(document.querySelector('.alarm-strip')?.getAttribute('data-state')).toBe('raised')
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
