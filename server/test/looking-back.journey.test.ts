import { readFileSync } from 'node:fs'
import type { Task } from '@lianqin/shared/task'
import { toMoment } from '@lianqin/shared/wire/moment'
import { parse } from 'csv-parse/sync'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, sitDown } from './browser.ts'
import { GULIN, offered, until, useServer } from './kit.ts'

const server = useServer()
const held: { browser: Browser | null } = { browser: null }
beforeAll(async () => {
  held.browser = await openBrowser()
})
afterAll(() => held.browser?.close())

const WAY = 12

it('a squad drives to its case, says on its phone that it is there, is looked back at by the desk, which takes a file away, and reads who did and why', async () => {
  const { browser } = held
  if (!browser) throw new Error('no browser')
  await server.onDuty({ name: 'gulin-1', lon: GULIN.lon - 0.01, lat: GULIN.lat })
  const [seat, leader] = [await server.as('chen'), await server.as('gulin-1')]
  const { incident, offer } = await offered(seat)
  await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })
  const own = async () => (await leader.get<{ tasks: Task[] }>('/tasks?open=true')).body.tasks[0]
  await until(async () => (await own())?.state === 'accepted')
  await until(() => server.app.presence.expectedAt('squad-gulin-1').length === 1)

  // The way there, and a minute at the place, told by the car itself.
  const start = Date.now()
  for (let step = 0; step <= WAY; step++) {
    const lon = GULIN.lon - 0.01 * Math.max(0, 1 - step / 6)
    const fix = { unitId: 'unit-gulin-1', at: toMoment(start + step * 9_000), lon, lat: GULIN.lat, accuracyM: 5 }
    await leader.post('/positions', { crs: 'wgs84', fixes: [fix] })
  }
  const phone = await sitDown(browser, server.url, {
    ...{ name: 'gulin-1', path: '/phone', lang: 'zh-CN', width: 390, height: 844 },
  })
  await phone.page.getByRole('button', { name: '是，已到场' }).click()
  await until(async () => (await own())?.state === 'on-scene', 20_000)
  expect(await phone.page.locator('.arrival').count()).toBe(0)

  // At the desk: why, then the hour on the map, and the tracks as a file.
  await server.app.tracks.settle()
  const desk = await sitDown(browser, server.url, { name: 'chen', path: '/', lang: 'zh-CN', width: 1440, height: 900 })
  await desk.page.locator('.desk').waitFor()
  await desk.page.keyboard.press("'")
  await desk.page.locator('.replay-ask textarea').fill('投诉：到场太慢')
  // The positions are some minutes ahead of the clock: until a little later, then.
  const until10 = toMoment(Date.now() + 10 * 60_000 + 8 * 3_600_000)
    .slice(0, 16)
    .replace('T', ' ')
  await desk.page.locator('.replay-ask__span input').nth(1).fill(until10)
  await desk.page.locator('.replay-ask [type="submit"]').click()
  await desk.page.locator('[data-part="moment"]').waitFor()
  await desk.page.keyboard.press('End')
  await desk.page.locator('[data-part="units"] li', { hasText: '古林一队' }).first().waitFor()
  const no = String(incident.no).padStart(4, '0')
  await desk.page.locator('[data-part="cases"] li', { hasText: no }).waitFor()
  await desk.page.locator('[data-part="log"] li', { hasText: '到场' }).first().waitFor()
  // The tracks of everybody want a second person.
  await desk.page.keyboard.press('Shift+C')
  await desk.page.locator('[role="dialog"]', { hasText: '申请导出 CSV' }).waitFor()
  await desk.page.keyboard.press('Escape')
  // Those of one unit do not; it asks what is taken away, and why.
  await desk.page.locator('[data-part="units"] li', { hasText: '古林一队' }).first().locator('input').check()
  const download = desk.page.waitForEvent('download')
  await desk.page.keyboard.press('Shift+C')
  await desk.page.locator('[role="dialog"]', { hasText: '投诉：到场太慢' }).waitFor()
  await desk.page.keyboard.press('Enter')
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^tracks_gulin-1_\w+Z_\w+Z_grant-[\w-]+\.csv$/)
  const rows = parse(readFileSync(await file.path()), { bom: true, columns: true }) as Record<string, string>[]
  const driven = rows.filter(
    ({ unit_id, time_utc = '' }) => unit_id === 'unit-gulin-1' && Date.parse(time_utc) >= start,
  )
  expect(driven.map(({ time_utc }) => time_utc)).toEqual(
    Array.from({ length: WAY + 1 }, (_, step) => toMoment(start + step * 9_000)),
  )

  // On the phone: both looks, with their reason.
  await phone.page.goto(`${server.url}/phone`)
  await phone.page.getByText('谁查看过我队行踪（2）').click()
  const looks = await phone.page.locator('.views li').allInnerTexts()
  expect(looks[0]).toContain('导出 CSV')
  expect(looks[1]).toContain('回放')
  for (const look of looks) expect(look).toMatch(/陈立.*投诉：到场太慢/s)

  for (const screen of [desk, phone]) {
    expect(screen.complaints).toEqual([])
    await screen.context.close()
  }
})
