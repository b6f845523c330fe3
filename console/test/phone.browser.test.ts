import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
import { tick } from '../src/kernel/time.ts'
import { anEvent, anOffer, aSupervision, before, HOUR, NOW } from './fixtures.ts'
import { unmountAll } from './mount.ts'
import {
  accepted,
  leader,
  move,
  nothing,
  offerAfter,
  openPhone,
  ours,
  reads,
  type Sent,
  serve,
  taskAfter,
  useHand,
} from './phone.kit.ts'

const ends = (sent: readonly Sent[], move: string) => sent.filter(({ body }) => body.move === move)
/** A thumb that was already on its way when the offer came up is not heard. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 600))

useHand()

describe('an offer', () => {
  it('fills the screen with how long there is, what, where, how far and why', async () => {
    serve(offerAfter)
    await openPhone({ offers: [anOffer()] })
    await reads('timer', '1:30')
    await reads('timer', '14:10:36 前')
    await expect.element(page.getByRole('heading', { name: '占道经营' })).toBeVisible()
    const words = document.querySelector('.offer-screen')?.textContent ?? ''
    for (const said of ['1.1', 'km', '布政路 12 号', '古林赋权']) expect(words).toContain(said)
    const { right = 0, height = 0 } = document.querySelector('.offer-screen')?.getBoundingClientRect() ?? {}
    expect([right, height >= 800]).toEqual([390, true])
    expect(document.documentElement.scrollWidth).toBe(390)
  })

  it('counts down by the server’s clock and is read aloud once', async () => {
    serve(offerAfter)
    await openPhone({ offers: [anOffer()] })
    const live = document.querySelector('[aria-live="assertive"]')
    await expect.poll(() => live?.textContent).toContain('请在 14:10:36 前应答，还有 1:30')
    vi.setSystemTime(Date.parse(NOW) + 31_000)
    tick()
    await reads('timer', '0:59')
    expect(live?.textContent).toContain('还有 1:30')
  })

  it('tells the desk once that it was delivered, and that it was seen', async () => {
    const sent = serve(offerAfter)
    await openPhone({ offers: [anOffer({ state: 'made', deliveredAt: null })] })
    await expect.poll(() => sent.map(move)).toEqual(['deliver'])
    const seen = serve(offerAfter)
    unmountAll()
    await openPhone({ offers: [anOffer({ state: 'delivered' })] })
    await expect.poll(() => seen.map(move)).toEqual(['see'])
  })

  it('accepting posts the command once, with its key, its version and the device’s time', async () => {
    const sent = serve(offerAfter)
    const { tasks, router } = await openPhone({ offers: [anOffer({ state: 'seen', version: 3 })] })
    await settled()
    const button = page.getByRole('button', { name: '接单', exact: true })
    await button.dblClick()
    await expect.poll(() => ends(sent, 'accept').length).toBe(1)
    const [order] = ends(sent, 'accept')
    expect(order?.path).toBe('/offers/offer-1/moves')
    expect(order?.body).toEqual({ move: 'accept', version: 3, deviceAt: expect.stringMatching(/^2026-11-24T06:09:/) })
    expect(order?.key).toMatch(/^[0-9a-f-]{36}$/)
    tasks.replaceAll({ ...nothing, tasks: [accepted] })
    await expect.poll(() => router.currentRoute.value.query.task).toBe('task-1')
    await expect.element(page.getByRole('button', { name: /我已出发/ })).toBeVisible()
  })

  it('declining asks why, and one tap is the answer', async () => {
    const sent = serve(offerAfter)
    await openPhone({ offers: [anOffer({ state: 'seen' })] })
    await settled()
    await page.getByRole('button', { name: /不接/ }).click()
    expect(ends(sent, 'decline')).toEqual([])
    await page.getByRole('button', { name: '距离太远' }).click()
    await expect.poll(() => ends(sent, 'decline')[0]?.body).toMatchObject({ move: 'decline', reason: 'too-far' })
    await expect.element(page.getByRole('heading', { name: '今天' })).toBeVisible()
  })

  it('declining in one’s own words needs some', async () => {
    const sent = serve(offerAfter)
    await openPhone({ offers: [anOffer({ state: 'seen' })] })
    await settled()
    await page.getByRole('button', { name: /不接/ }).click()
    await page.getByRole('button', { name: '按所写原因回复' }).click()
    await expect.element(page.getByText('请写明理由。')).toBeVisible()
    await page.getByRole('textbox').fill('正在处理纠纷')
    await page.getByRole('button', { name: '按所写原因回复' }).click()
    await expect.poll(() => ends(sent, 'decline')[0]?.body.reason).toBe('正在处理纠纷')
  })

  it('an answer that came too late is told in words, with who has it now', async () => {
    const params = { id: 'offer-1', now: before(-91_000), answerBy: before(-90_000), holder: 'squad-gulin-2' }
    serve((sent) => (move(sent) === 'accept' ? { code: 'offer.lapsed', params, requestId: 'r-1' } : offerAfter(sent)))
    await openPhone({ offers: [anOffer({ state: 'seen' })] })
    await settled()
    await page.getByRole('button', { name: '接单', exact: true }).click()
    await reads('alert', '没有接到这一单')
    for (const words of ['14:10:36', '14:10:37', '古林二队']) await reads('alert', words)
    await page.getByRole('button', { name: '知道了' }).click()
    await expect.element(page.getByRole('heading', { name: '今天' })).toBeVisible()
  })

  it('one that ends unanswered says so instead of vanishing', async () => {
    serve(offerAfter)
    const { offers } = await openPhone({ offers: [anOffer({ state: 'seen' })] })
    await expect.element(page.getByRole('timer')).toBeVisible()
    const offer = anOffer({ state: 'withdrawn', reason: '重复件', version: 7, endedAt: NOW })
    offers.replaceAll({ ...nothing, offers: [offer] })
    await reads('alert', '席位已撤回此单')
    await reads('alert', '重复件')
  })

  it('one that is gone after a long silence of the line is told, too', async () => {
    serve(offerAfter)
    const { offers } = await openPhone({ offers: [anOffer({ state: 'seen' })] })
    await reads('timer', '1:30')
    vi.setSystemTime(Date.parse(NOW) + 95_000)
    tick()
    offers.replaceAll(nothing)
    await reads('alert', '此单已逾时')
  })

  it('several stand in a queue, the one that ends first in front', async () => {
    serve((sent) => anOffer({ id: 'offer-2', state: 'declined', version: 5, reason: String(sent.body.reason) }))
    const later = anOffer({ state: 'seen' })
    const sooner = anOffer({
      id: 'offer-2',
      taskId: 'task-2',
      incidentId: 'incident-2',
      state: 'seen',
      answerBy: before(-40_000),
    })
    await openPhone({ offers: [later, sooner] })
    await reads('timer', '0:40')
    await expect.element(page.getByText('另有 1 单')).toBeVisible()
    await settled()
    await page.getByRole('button', { name: /不接/ }).click()
    await page.getByRole('button', { name: '手头有急事' }).click()
    await reads('timer', '1:30')
  })
})

describe('a task', () => {
  it('has one big next step after the other, as the machine says', async () => {
    const sent = serve(taskAfter)
    await openPhone({ tasks: [accepted], path: '/phone?task=task-1' })
    await page.getByRole('button', { name: /我已出发/ }).click()
    await page.getByRole('button', { name: /我已到场/ }).click()
    await page.getByRole('button', { name: /办结/ }).click()
    await page.getByRole('button', { name: '已清理完毕' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '办结' }).click()
    await expect.element(page.getByText('已办结，等席位核查')).toBeVisible()
    expect(sent.map(({ body }) => [body.move, body.version])).toEqual([
      ['depart', 3],
      ['arrive', 4],
      ['finish', 5],
    ])
    expect(sent[2]?.body).toMatchObject({ result: '已清理完毕', deviceAt: expect.stringMatching(/^2026-11-24T06:09:/) })
  })

  it('finishing needs a result, sending back a reason', async () => {
    const sent = serve(taskAfter)
    await openPhone({ tasks: [{ ...accepted, state: 'on-scene' }], path: '/phone?task=task-1' })
    await page.getByRole('button', { name: /办结/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '办结' }).click()
    await expect.element(page.getByText('请写明处置结果。')).toBeVisible()
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: '退回任务' }).click()
    await page.getByRole('button', { name: '车辆故障' }).click()
    await page.getByRole('button', { name: '退回', exact: true }).click()
    await expect.poll(() => sent.map(({ body }) => [body.move, body.reason])).toEqual([['sendBack', '车辆故障']])
  })

  it('without a network the press is kept and sent again under the same key', async () => {
    let line = false
    const sent = serve((order) => (line ? taskAfter(order) : 'no network'))
    await openPhone({ tasks: [accepted], path: '/phone?task=task-1' })
    await page.getByRole('button', { name: /我已出发/ }).click()
    await expect.element(page.getByText(/“出发”于 14:09:\d\d 记下，尚未送达/)).toBeVisible()
    line = true
    window.dispatchEvent(new Event('online'))
    await expect.element(page.getByRole('button', { name: /我已到场/ })).toBeVisible()
    expect(sent.length).toBeGreaterThan(1)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    expect(new Set(sent.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  })

  it('a refusal is told in words and the step stays', async () => {
    serve(() => ({ code: 'task.stale', params: {}, requestId: 'r-1' }))
    await openPhone({ tasks: [accepted], path: '/phone?task=task-1' })
    await page.getByRole('button', { name: /我已出发/ }).click()
    await expect.element(page.getByText(/未办成：任务刚被他人改动/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: /我已出发/ })).toBeVisible()
  })
})

describe('what the desk presses for or takes back', () => {
  it('a second push is said on the offer and read aloud again', async () => {
    serve(offerAfter)
    const { offers } = await openPhone({ offers: [anOffer({ state: 'seen' })] })
    await reads('timer', '1:30')
    offers.replaceAll({ ...nothing, offers: [anOffer({ state: 'seen', remindedAt: NOW, version: 4 })] })
    await expect.element(page.getByText('再次催接 14:09:06')).toBeVisible()
    await expect
      .poll(() => document.querySelector('[aria-live="assertive"]')?.textContent)
      .toContain('再次催接：占道经营')
  })

  it('an offer that another squad was first to accept says so', async () => {
    serve(offerAfter)
    const { offers } = await openPhone({ offers: [anOffer({ state: 'seen', broadcast: true })] })
    await reads('timer', '1:30')
    const taken = anOffer({ state: 'withdrawn', reason: 'taken', broadcast: true, version: 7, endedAt: NOW })
    offers.replaceAll({ ...nothing, offers: [taken] })
    await reads('alert', '其他队伍已先接单')
    expect(document.querySelector('[role="alert"]')?.textContent).not.toContain('taken')
  })

  it('who accepted and did not leave in time is told so, with the button to leave', async () => {
    const sent = serve(taskAfter)
    const late: Task = { ...accepted, unacknowledgedAt: NOW }
    await openPhone({ tasks: [late] })
    await reads('alert', '您接单后未按时出发')
    await page.getByRole('button', { name: /^我已出发/ }).click()
    await expect.poll(() => sent.map(move)).toEqual(['depart'])
    await expect.element(page.getByRole('button', { name: /我已到场/ })).toBeVisible()
    await expect.poll(() => document.querySelector('.unacknowledged')).toBeNull()
  })

  it('a task that was recalled fills the screen with why, until it is read', async () => {
    serve(taskAfter)
    const { says } = await openPhone({ tasks: [accepted], path: '/phone?task=task-1' })
    await expect.element(page.getByRole('button', { name: /我已出发/ })).toBeVisible()
    const task: Task = { ...accepted, state: 'called-off', version: 9 }
    says(anEvent({ kind: 'task.moved', body: { move: 'recall', reason: '燃气泄漏更急', deviceAt: null, task } }))
    await reads('alert', '任务已召回，改派其他队伍')
    await reads('alert', '燃气泄漏更急')
    await page.getByRole('button', { name: '知道了' }).click()
    await expect.element(page.getByRole('heading', { name: '今天' })).toBeVisible()
    await expect.element(page.getByText('已办 0·在办 0')).toBeVisible()
  })
})

describe('supervision', () => {
  const after = (sent: Sent): Supervision =>
    move(sent) === 'answer'
      ? aSupervision({ state: 'answered', answer: String(sent.body.reason), answeredAt: NOW, version: 3 })
      : aSupervision({ state: 'acknowledged', acknowledgedAt: NOW, version: 2 })

  it.each([
    ['order', '督办单'],
    ['reminder', '监督提醒通知书'],
  ] as const)(
    'F57: supervision order and reminder notice — issuing one to a squad starts a clock and shows on that squad’s phone',
    async (kind, title) => {
      const sent = serve(after)
      const { says } = await openPhone({ tasks: [accepted] })
      await expect.element(page.getByRole('switch')).toBeVisible()
      expect(document.querySelector('.order')).toBeNull()
      says(anEvent({ kind: 'supervision.issued', body: { supervision: aSupervision({ kind }) } }))
      await expect.element(page.getByText(title, { exact: true })).toBeVisible()
      await reads('timer', '余 3:00:00')
      await reads('timer', '17:09 前答复')
      for (const said of ['请说明超期原因', '周敏', '占道经营'])
        expect(document.querySelector('.order')?.textContent).toContain(said)
      await page.getByRole('button', { name: '签收' }).click()
      await page.getByRole('button', { name: '答复' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '答复' }).click()
      await expect.element(page.getByText('请写明答复内容。')).toBeVisible()
      await page.getByRole('button', { name: '已整改到位' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '答复' }).click()
      await expect.element(page.getByText('已答复，等指挥中心办结')).toBeVisible()
      expect(sent.map(({ body }) => body)).toEqual([
        { move: 'acknowledge', version: 1 },
        { move: 'answer', version: 2, reason: '已整改到位' },
      ])
    },
  )

  it('one that is overrun says by how much, and over a task that one waits', async () => {
    serve(after)
    const late = aSupervision({ dueAt: before(HOUR), overrunAt: before(HOUR - 1) })
    await openPhone({ supervisions: [late, aSupervision({ id: 'supervision-2', squadId: 'squad-gulin-2' })] })
    await reads('timer', '已逾期 1:00:00')
    expect(document.querySelectorAll('.order').length).toBe(1)
    unmountAll()
    await openPhone({ supervisions: [late], tasks: [accepted], path: '/phone?task=task-1' })
    await page.getByRole('button', { name: '有 1 件督办或监督提醒待办' }).click()
    await reads('timer', '已逾期')
  })
})

describe('home', () => {
  it('the duty switch signs the squad off, but not while a task binds it', async () => {
    const sent = serve(() => ({ ...ours }))
    await openPhone({ tasks: [accepted] })
    await page.getByRole('switch').click({ force: true })
    await expect.element(page.getByText('还有在办任务，办结或退回后才能离岗。')).toBeVisible()
    expect(sent.filter(({ path }) => path.startsWith('/squads'))).toEqual([])
    unmountAll()
    await openPhone()
    await page.getByRole('switch').click()
    await expect
      .poll(() => sent.find(({ path }) => path === '/squads/squad-gulin-1/moves')?.body)
      .toMatchObject({
        move: 'sign-off',
        version: 1,
      })
  })

  it('whoever leads no squad is told what this page is for', async () => {
    serve(offerAfter)
    await openPhone({ person: { ...leader, role: 'dispatcher', scope: { kind: 'district' } } })
    await expect.element(page.getByRole('heading', { name: '此页供队长使用' })).toBeVisible()
    await expect.element(page.getByRole('link', { name: '打开我的页面' })).toBeVisible()
  })

  it.each(['zh-CN', 'en'] as const)('fits 360 pixels in %s', async (chosen) => {
    serve(offerAfter)
    await page.viewport(360, 740)
    await openPhone({ tasks: [accepted] })
    locale.value = chosen
    await expect.element(page.getByRole('switch')).toBeVisible()
    expect(document.documentElement.scrollWidth).toBe(360)
    const low = [...document.querySelectorAll<HTMLElement>('.phone button')].filter((one) => one.offsetHeight < 56)
    expect(low.map((one) => one.textContent)).toEqual([])
  })
})
