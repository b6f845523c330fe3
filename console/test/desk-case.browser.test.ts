import { incidentMachine } from '@lianqin/shared/incident'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { useAlarms } from '../src/alarm/alarm.store.ts'
import { buttonsIn, settled, zone } from './desk.kit.ts'
import { dialogText, few, soon, useDesk } from './desk-few.kit.ts'
import { anAlarm, anIncident, anOffer, aTask, before, MINUTE, NOW } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const desk = useDesk()
const { open } = desk

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
    await soon(() => expect(desk.posted).toHaveLength(1))
    expect(desk.posted[0]).toMatchObject({
      path: '/incidents/incident-1/offers',
      body: { squadIds: ['squad-gulin-1'], version: 1 },
    })
    // The first one is asked by now: taking the case from it is confirmed.
    await userEvent.keyboard('2')
    await soon(() => expect(dialogText()).toContain('高桥一队'))
    await soon(() => expect(document.activeElement?.textContent).toContain('确定'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(desk.posted).toHaveLength(2))
    expect(desk.posted[1]?.body).toEqual({ squadIds: ['squad-gaoqiao-1'], version: 1 })
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
    await soon(() => expect(desk.posted).toHaveLength(1))
    expect(desk.posted[0]).toMatchObject({
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
    await soon(() => expect(desk.posted).toHaveLength(1))
    expect(desk.posted[0]?.body).toMatchObject({ move: 'file', conditionCode: 'broken' })
    await settled(80)
    await userEvent.keyboard('{Escape}2{Enter}c')
    await soon(() => expect(dialogText()).toContain('查实违法'))
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(dialogText()).toContain('已设防护'))
    await soon(() => expect(document.activeElement?.getAttribute('type')).toBe('radio'))
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(desk.posted).toHaveLength(2))
    expect(desk.posted[1]?.body).toMatchObject({ move: 'close', outcome: 'unfounded', closingCode: 'made-safe' })
  })

  it('is only looked at by those who may not act, who are told who may', async () => {
    await open(few(), 'viewer')
    await userEvent.keyboard('1{ArrowDown}')
    await soon(() => expect(zone('pane')).not.toBeNull())
    expect(buttonsIn('[data-zone="pane"]').every((one) => one.ariaDisabled === 'true')).toBe(true)
    expect(zone('pane')?.textContent).toContain('须由派遣员')
    await userEvent.keyboard('nv{Enter}{Enter}')
    expect(desk.posted).toHaveLength(0)
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
    expect(desk.posted[0]).toMatchObject({ path: '/alarms/alarm-1/moves', body: { move: 'own', version: 1 } })
    await soon(() => expect(strip()?.textContent).toContain('责任人 陈立'))
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
    expect(desk.posted).toHaveLength(0)
    expect(document.querySelector('.moves .button--main')).toBeNull()
    await userEvent.keyboard('2')
    await soon(() => expect(dialogText()).toContain('古林一队'))
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(document.querySelector('[role="dialog"]')).toBeNull())
    expect(desk.posted).toHaveLength(0)
    await settled(80)
    await userEvent.keyboard('2')
    await soon(() => expect(dialogText()).toContain('已查看'))
    await soon(() => expect(document.activeElement?.textContent).toContain('确定'))
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(desk.posted[0]?.body).toMatchObject({ squadIds: ['squad-gaoqiao-1'] }))
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
