import type { Supervision } from '@lianqin/shared/supervision'
import type { Task } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { locale } from '../src/kernel/i18n.ts'
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

useHand()

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
      // A second may have passed until it is drawn.
      await reads('timer', /余 (3:00:00|2:59:5\d)/)
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
