import type { Incident } from '@lianqin/shared/incident'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Snapshot } from '@lianqin/shared/wall'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { buttonsIn, openDesk, rowsOf, type Sent, serve, settled, zone } from './desk.kit.ts'
import { jointSlots } from './district.ts'
import { anIncident, anOffer, aTask, before, MINUTE, NOW } from './fixtures.ts'
import { aCaseFile, aSnapshot } from './snapshot.ts'

type Place = (typeof jointSlots)[number]
const [lead, water, cordon] = jointSlots as [Place, Place, Place]
const candidate = (squadId: `squad-${string}`, minutes: number): Recommendation['ranked'][number] => ({
  squadId,
  unitId: null,
  competent: true,
  distanceM: minutes * 300,
  minutes,
  load: 0,
  why: [{ code: 'area.empowered', params: { areaZh: '古林', areaEn: 'Gulin' } }],
})
const rankingFor = (slot: typeof lead): Recommendation => ({
  incidentId: 'incident-1',
  slot,
  at: NOW,
  mode: 'empowered',
  liaisonForceId: null,
  ranked:
    slot === lead
      ? [candidate('squad-gulin-1', 4)]
      : [candidate('squad-gulin-2', 4), candidate('squad-gulou-1', 6), candidate('squad-shiqi-1', 9)],
  passedOver: [],
  shortfalls: [],
})

let close = () => {}
let posted: Sent[] = []
let asked: string[] = []
async function open(snapshot: Snapshot, role?: Parameters<typeof openDesk>[1]) {
  asked = []
  posted = serve(({ method, path, body }) => {
    if (path.includes('/recommendation')) {
      asked.push(path)
      return rankingFor(jointSlots.find(({ id }) => path.endsWith(`slot=${id}`)) ?? lead)
    }
    if (path.endsWith('/similar')) return { incidents: [] }
    const incident = snapshot.incidents.find(({ id }) => path.includes(`${id}/`) || path.endsWith(id))
    if (method === 'GET') return incident && aCaseFile(incident)
    if (path.endsWith('/offers')) {
      const squadIds = (body?.squadIds ?? []) as `squad-${string}`[]
      return { offers: squadIds.map((squadId, n) => anOffer({ id: `offer-9${n}`, squadId, taskId: 'task-2' })) }
    }
    if (path.startsWith('/offers/')) return { ...snapshot.offers.find(({ id }) => path.includes(id)), version: 9 }
    return incident && { ...incident, version: incident.version + 1 }
  })
  close = await openDesk(snapshot, role)
  await settled(50)
}

/** A road collapse: the lead is on its way, the water force is asked about its place, nobody has the cordon. */
const joint = (over: Partial<Incident> = {}, offers = [anOffer({ taskId: 'task-2', squadId: 'squad-gulin-2' })]) =>
  aSnapshot(0, {
    incidents: [
      anIncident({
        no: 1,
        matterId: 'matter-e0505',
        urgent: true,
        state: 'dispatched',
        slots: jointSlots,
        cardId: 'card-collapse',
        level: 2,
        ...over,
      }),
      anIncident({ no: 2, state: 'dispatched', address: '藕池路' }),
    ],
    tasks: [
      aTask({
        slot: 'lead',
        state: 'en-route',
        squadId: 'squad-gulin-1',
        acceptedAt: before(3 * MINUTE),
        departedAt: before(2 * MINUTE),
      }),
      aTask({ id: 'task-2', slot: 'water', part: 'member', state: 'offered' }),
      aTask({ id: 'task-3', slot: 'crane', part: 'member', state: 'called-off', squadId: 'squad-gaoqiao-1' }),
      aTask({ id: 'task-4', incidentId: 'incident-2', state: 'on-scene', squadId: 'squad-gulou-1' }),
    ],
    offers,
  })

const soon = (check: () => void) => vi.waitFor(check, { timeout: 15_000 })
const pane = () => zone('pane')?.textContent ?? ''
const dialog = () => document.querySelector('[role="dialog"]')
const places = () => [...document.querySelectorAll<HTMLElement>('.place')]
const chosen = () => places().findIndex((one) => one.dataset.chosen)
/** As a keyboard sends it: Shift and a digit make another character. The driver's own keys send the digit. */
async function mark(digit: number) {
  const press = {
    key: '!@#$%'[digit - 1] ?? '',
    code: `Digit${digit}`,
    shiftKey: true,
    bubbles: true,
    cancelable: true,
  }
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', press))
  await settled()
}
async function select() {
  await userEvent.keyboard('2{Enter}')
  await soon(() => expect(document.querySelector('.candidate')).not.toBeNull())
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) })
  await page.viewport(1920, 1080)
})
afterEach(() => {
  close()
  vi.useRealTimers()
  locale.value = 'zh-CN'
})

describe('a case of several forces', () => {
  it('shows every place for itself: who has it, who is asked, what is vacant, whom it may be filled from', async () => {
    await open(joint())
    await select()
    const told = places().map((one) => one.textContent)
    expect(told[0]).toMatch(/主办.*有权队伍.*古林一队.*途中/s)
    expect(told[1]).toMatch(/协同.*古林.*备选直属.*古林二队.*待应答 1:30/s)
    expect(told[2]).toMatch(/协同.*属地.*至少 3 人.*空缺/s)
    expect(pane()).toMatch(/不再需要.*高桥一队.*已收回/s)
    expect(rowsOf('active')[0]?.textContent).toContain('1/3')
  })

  it('is ranked for the place that is chosen, the first vacant one to begin with, the next by its key', async () => {
    await open(joint())
    await select()
    expect(chosen()).toBe(2)
    expect(asked.at(-1)).toContain('slot=cordon')
    await userEvent.keyboard('s')
    await soon(() => expect(chosen()).toBe(0))
    expect(pane()).toContain('已由 古林一队 接单')
    await userEvent.keyboard('s')
    await soon(() => expect(asked.at(-1)).toContain('slot=water'))
  })

  it('is offered by digit for the chosen place; who has another part in it cannot be asked', async () => {
    await open(joint())
    await select()
    const [first] = buttonsIn('.moves')
    expect(first).toMatchObject({ ariaDisabled: 'true', title: expect.stringContaining('古林二队 已在本案') })
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]).toMatchObject({
      path: '/incidents/incident-1/offers',
      body: { squadIds: ['squad-gulou-1'], slot: 'cordon', version: 1 },
    })
  })

  it('says when its run card has no higher level', async () => {
    await open(joint({ level: 1 }))
    await select()
    const raise = () => buttonsIn('[data-zone="pane"]').find((one) => one.dataset.move === 'incident.raise')
    expect(raise()?.ariaDisabled).toBeNull()
    await userEvent.keyboard('u')
    await soon(() => expect(posted[0]).toMatchObject({ path: '/incidents/incident-1/moves', body: { move: 'raise' } }))
    close()
    await open(joint({ level: 2 }))
    await select()
    expect(raise()).toMatchObject({ ariaDisabled: 'true', title: expect.stringContaining('没有更高警级') })
  })
})

describe('several squads at once', () => {
  it('are marked by Shift and their digits, and asked together by Enter; Esc takes the marks back', async () => {
    await open(joint())
    await select()
    await mark(2)
    await mark(3)
    await soon(() => expect(pane()).toContain('同时派给所标 2 队'))
    await userEvent.keyboard('{Escape}')
    await soon(() => expect(pane()).not.toContain('同时派给所标'))
    expect(zone('pane')?.contains(document.activeElement)).toBe(true)
    await mark(2)
    await mark(3)
    await userEvent.keyboard('{Enter}')
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]?.body).toEqual({ squadIds: ['squad-gulou-1', 'squad-shiqi-1'], slot: 'cordon', version: 1 })
  })

  it('are shown as such, pressed for an answer together, and taken back only after a question that names them', async () => {
    const both = ['squad-gulin-2', 'squad-gulou-1'].map((squadId, n) =>
      anOffer({ id: `offer-${n}`, taskId: 'task-2', squadId: squadId as 'squad-gulin-2', broadcast: true }),
    )
    await open(joint({ slots: [lead, water] }, both))
    await select()
    expect(places()[1]?.textContent).toMatch(/同时派 2 队，先接先得.*古林二队.*鼓楼一队/s)
    await userEvent.keyboard('b')
    await soon(() => expect(posted.map(({ path }) => path)).toEqual(['/offers/offer-0/moves', '/offers/offer-1/moves']))
    expect(posted[0]?.body).toMatchObject({ move: 'remind' })
    await userEvent.keyboard('3')
    await soon(() => expect(dialog()?.textContent).toMatch(/古林二队、鼓楼一队.*石碶一队/s))
    await userEvent.keyboard('{Escape}')
  })
})

describe('a busy squad', () => {
  it('is taken for an urgent case after a question that names the other one, with a reason', async () => {
    await open(joint({ slots: [lead, water, cordon] }))
    await select()
    await userEvent.keyboard('{Shift>}p{/Shift}')
    await soon(() => expect(dialog()?.textContent).toMatch(/鼓楼一队.*0002 占道经营.*到场/s))
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(dialog()?.textContent).toMatch(/鼓楼一队 正办 0002/))
    await soon(() => expect(document.activeElement?.tagName).toBe('INPUT'))
    await userEvent.keyboard('1{Enter}')
    await soon(() => expect(posted).toHaveLength(1))
    expect(posted[0]?.body).toEqual({
      squadIds: ['squad-gulou-1'],
      slot: 'cordon',
      preempts: 'task-4',
      reason: '危及人身安全',
      version: 1,
    })
  })

  it('is not taken for a case that is neither urgent nor major, which says so', async () => {
    await open(joint({ urgent: false }))
    await select()
    const preempt = buttonsIn('[data-zone="pane"]').find((one) => one.dataset.move === 'offer.preempt')
    expect(preempt).toMatchObject({ ariaDisabled: 'true', title: '只有急件或重大案件可以抽调' })
  })
})

describe('everybody', () => {
  it.each(['zh-CN', 'en'] as const)('can use a joint case: axe finds nothing serious (%s)', async (language) => {
    locale.value = language
    await open(joint())
    await select()
    await mark(2)
    const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))])).toEqual([])
    if (language === 'en') expect(document.querySelector('.places')?.textContent).not.toMatch(/[\u4e00-\u9fff]/)
  })
})
