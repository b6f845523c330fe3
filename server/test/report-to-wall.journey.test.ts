import type { Incident } from '@lianqin/shared/incident'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lang, openBrowser, sitDown } from './browser.ts'
import { GULIN, until, useServer } from './kit.ts'

const server = useServer()
const held: { browser: Browser | null } = { browser: null }
beforeAll(async () => {
  held.browser = await openBrowser()
})
afterAll(() => held.browser?.close())

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** What is read on the screens, per language. */
const words = {
  'zh-CN': {
    matter: 'E0406',
    place: '栎社机场',
    class: '占道经营',
    handled: '待结案',
    accept: '接单',
    depart: '我已出发',
    arrive: '我已到场',
    finish: '办结',
    closed: '近期结案',
    squad: '古林',
  },
  en: {
    matter: 'E0406',
    place: 'Lishe Airport',
    class: 'Road',
    handled: 'To be closed',
    accept: 'Accept',
    depart: 'We have left',
    arrive: 'We have arrived',
    finish: 'Finish',
    closed: 'Recently closed',
    squad: 'Gulin',
  },
} as const

describe.each(['zh-CN', 'en'] as Lang[])('from report to wall, in %s', (lang) => {
  const say = words[lang]

  it('a dispatcher files by keyboard and offers by hand, the leader works it, and desk and wall have followed', async () => {
    const { browser } = held
    if (!browser) throw new Error('no browser')
    await server.onDuty({ name: 'gulin-1', ...GULIN }, { name: 'gulin-2', lon: 121.4426, lat: 29.8325 })
    const desk = await sitDown(browser, server.url, { name: 'chen', path: '/', lang, ...DESK })
    const wall = await sitDown(browser, server.url, { name: 'wall', path: '/wall', lang, width: 1920, height: 1080 })
    await desk.page.locator('.desk').waitFor()
    await wall.page.locator('.wall').waitFor()

    // What and where, then Enter: nothing but the keyboard.
    await desk.page.keyboard.press('n')
    await desk.page.locator('form.report input').first().waitFor()
    await desk.page.keyboard.type(say.matter)
    await desk.page.keyboard.press('Enter')
    await desk.page.keyboard.type(say.place)
    await desk.page.keyboard.press('Enter')
    await desk.page.keyboard.press('Tab')
    await desk.page.keyboard.press('Enter')

    // Routed by the job to the first; the ranked squads and their reasons stand in the case.
    const seat = await server.as('chen')
    const newest = async () => (await seat.get<{ incidents: Incident[] }>('/incidents?limit=1')).body.incidents[0]
    await until(async () => (await newest())?.state === 'dispatched', 20_000)
    const incident = (await newest()) as Incident
    const file = async () =>
      (
        await seat.get<{ incident: Incident; offers: { squadId: string; byHand: boolean; endedAt: string | null }[] }>(
          `/incidents/${incident.id}`,
        )
      ).body
    await desk.page.locator('.ranked li').nth(1).waitFor()
    const first = (await file()).offers[0]?.squadId
    const other = first === 'squad-gulin-1' ? 'squad-gulin-2' : 'squad-gulin-1'

    // The dispatcher prefers the other one: its digit among the ranked.
    const lines = await desk.page.locator('.ranked ol > li').allInnerTexts()
    const digit =
      lines.findIndex((line) =>
        line.includes(
          lang === 'en' ? `${say.squad} ${other.slice(-1)}` : other.endsWith('1') ? '古林一队' : '古林二队',
        ),
      ) + 1
    expect(digit).toBeGreaterThan(0)
    await desk.page.keyboard.press(String(digit))
    // The first one has been asked already: taking the case from it is confirmed.
    await desk.page.locator('[role=dialog]').waitFor()
    await desk.page.keyboard.press('Enter')
    await until(async () =>
      (await file()).offers.some(({ squadId, byHand, endedAt }) => squadId === other && byHand && endedAt === null),
    )

    // On the phone of that squad's leader.
    const phone = await sitDown(browser, server.url, {
      name: other.slice('squad-'.length),
      path: '/phone',
      lang,
      ...PHONE,
    })
    const press = (name: string) =>
      phone.page
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .click()
    await phone.page.locator('.offer-screen').waitFor()
    // A thumb already on its way is not an answer: the screen is deaf for half a second.
    await phone.page.waitForTimeout(700)
    await press(say.accept)
    await phone.page.locator('.task-screen').waitFor()
    await press(say.depart)
    await press(say.arrive)
    await press(say.finish)
    await phone.page.locator('[role=dialog] textarea').fill('已劝离，路面恢复')
    await phone.page
      .locator('[role=dialog]')
      .getByRole('button', { name: new RegExp(`^${say.finish}`) })
      .click()
    await until(async () => (await file()).incident.state === 'handled', 20_000)

    // Back at the desk: it has followed, and the case is closed by its key.
    await desk.page.locator('.desk-pane', { hasText: say.handled }).waitFor()
    await desk.page.keyboard.press('c')
    // What it came to, and by which condition of its class: the first of each.
    const isOver = async () => (await file()).incident.state === 'closed'
    await until(async () => {
      if (await desk.page.locator('[role=dialog] input:checked').isVisible()) await desk.page.keyboard.press('Enter')
      await desk.page.waitForTimeout(300)
      return isOver()
    }, 20_000)
    const no = String(incident.no).padStart(4, '0')
    await desk.page.locator('.desk', { hasText: no }).waitFor()
    await wall.page.locator('.wall', { hasText: no }).waitFor()

    for (const screen of [desk, wall, phone]) {
      expect(screen.complaints).toEqual([])
      await screen.context.close()
    }
  })
})
