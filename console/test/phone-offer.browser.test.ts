import { describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { tick } from '../src/kernel/time.ts'
import { anOffer, before, NOW } from './fixtures.ts'
import { unmountAll } from './mount.ts'
import { accepted, move, nothing, offerAfter, openPhone, reads, type Sent, serve, useHand } from './phone.kit.ts'

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
