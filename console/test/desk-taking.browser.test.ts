import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { actions, isPossible } from '../src/kernel/keys.ts'
import { useTasks } from '../src/task/task.store.ts'
import { buttonsIn, settled, zone } from './desk.kit.ts'
import { dialogText, few, soon, useDesk } from './desk-few.kit.ts'
import { anAlarm, anEvent, anIncident, aTask, before, HOUR } from './fixtures.ts'
import { aSnapshot } from './snapshot.ts'

const desk = useDesk()
const { open } = desk
const pane = () => zone('pane')?.textContent ?? ''
/** Why the palette says that something cannot be done; empty when it can. */
const whyNot = (id: string) => {
  const action = actions.value.find((one) => one.id === id)
  return action && !isPossible(action) ? (action.whyNot?.() ?? '') : ''
}

describe('a case that repeats another', () => {
  const task = aTask({ incidentId: 'incident-1', state: 'on-scene', squadId: 'squad-gulin-2' })
  const incidents = [anIncident({ no: 1, state: 'dispatched' }), anIncident({ no: 45, state: 'dispatched' })]

  it('says before it is voided what it is merged into, and which squads are recalled from where they are', async () => {
    desk.similar = [incidents[1] as (typeof incidents)[0]]
    await open(aSnapshot(0, { incidents, tasks: [task] }))
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(pane()).toContain('0045'))
    await userEvent.keyboard('g')
    await soon(() => expect(dialogText()).toMatch(/0001 并入 0045；召回 古林二队（到场）/))
    // The squad goes on while the question stands, and the question with it.
    const handled = { ...task, state: 'handled', version: 2 } as const
    useTasks().apply(
      anEvent({ kind: 'task.moved', body: { move: 'finish', reason: null, deviceAt: null, task: handled } } as never),
    )
    await soon(() => expect(dialogText()).toContain('没有队伍须召回'))
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(dialogText()).toBe(''))
  })

  it('is not proposed as a duplicate once it is void', async () => {
    desk.similar = [incidents[1] as (typeof incidents)[0]]
    await open(
      aSnapshot(0, {
        incidents: [anIncident({ no: 1, state: 'void', closedAt: before(HOUR), duplicateOf: 'incident-45' })],
      }),
    )
    await userEvent.keyboard('5{Enter}')
    await soon(() => expect(pane()).toContain('0001'))
    await settled(300)
    expect(pane()).not.toContain('作为重复件作废')
    expect(document.querySelector('.similar')).toBeNull()
  })
})

describe('the reason why something cannot be done', () => {
  it('is the true one: no alarm at all, one that nobody owns yet, no case that this one may repeat', async () => {
    await open(few())
    expect(whyNot('alarm.clear')).toBe('没有告警。')
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(pane()).toContain('0002'))
    expect(whyNot('case.merge')).toBe('没有疑似重复的案卷')
  })

  it('tells of an alarm that it must be taken on first', async () => {
    await open({ ...few(), alarms: [anAlarm({ incidentId: 'incident-1' })] })
    expect(whyNot('alarm.release')).toContain('须先接手')
    expect(whyNot('alarm.own')).toBe('')
  })

  it('is of a suspended case, for everybody, until when it is suspended', async () => {
    const suspended = { state: 'suspended', dueAt: null, leftMs: HOUR, suspendedUntil: before(-7 * 24 * HOUR) } as const
    await open(aSnapshot(0, { incidents: [anIncident({ no: 1, ...suspended })] }), 'centre-head')
    await userEvent.keyboard('8')
    await soon(() => expect(pane()).toMatch(/不能派单：挂账至 12月1日/))
  })
})

describe('steps that take something away', () => {
  it('are told apart by their names, and say what they do', async () => {
    await page.viewport(1920, 1080)
    const task = aTask({ incidentId: 'incident-1', state: 'en-route', squadId: 'squad-gulin-2' })
    await open(aSnapshot(0, { incidents: [anIncident({ no: 1, state: 'dispatched' })], tasks: [task] }))
    await userEvent.keyboard('2{Enter}')
    await soon(() => expect(pane()).toContain('收队停派'))
    const titled = buttonsIn('.moves').map((one) => [one.dataset.move, one.title])
    expect(titled).toContainEqual(['task.callOff', '队伍收回，本案不再自动派给他队'])
    expect(titled).toContainEqual(['task.recall', '队伍召回，随即按推荐派给下一队'])
  })
})
