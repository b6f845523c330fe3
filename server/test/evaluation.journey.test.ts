import { readFileSync } from 'node:fs'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Lang, openBrowser, sitDown } from './browser.ts'
import { noonPlus, type Planted, usePlanted } from './evaluation.kit.ts'
import { useServer } from './kit.ts'
import { unzipped } from './zip.ts'

const server = useServer()
const plant = usePlanted(server)
const held: { browser: Browser | null } = { browser: null }
beforeAll(async () => {
  held.browser = await openBrowser()
})
afterAll(() => held.browser?.close())

const [HOUR, DAY] = [3_600_000, 86_400_000]
const AHEAD = 8 * HOUR
/** Noon of yesterday, in Ningbo. */
const noon = toMoment(Math.floor((Date.now() + AHEAD) / DAY) * DAY - DAY - AHEAD + 12 * HOUR)
const late = { handledAt: noonPlus(180, noon), closedAt: noonPlus(240, noon) }
const yesterday: Planted[] = [
  { squad: 'squad-gulin-1', noon },
  { squad: 'squad-gulin-1', noon },
  { squad: 'squad-gulin-1', noon, incident: late },
  { squad: 'squad-gulin-1', noon },
  { squad: 'squad-gulin-2', noon },
]
/** Four of five in time; of the first squad three of four. */
const [inTime, ofTheFirst] = [
  [900_000, 900_001, 900_003, 900_004],
  [900_000, 900_001, 900_003],
]

const words = {
  'zh-CN': { count: '4 件', row: '3 件', title: '按期处置率', sheet: '指标', open: '在席位打开' },
  en: { count: '4 cases', row: '3 cases', title: 'Disposed in time', sheet: 'Indicators', open: 'Open at the desk' },
} as const

const told = async (page: Page, part: string) => (await page.locator(part).first().textContent())?.trim()
const listed = async (page: Page) =>
  (await page.locator('.evaluated__no').allInnerTexts()).map(Number).toSorted((a, b) => a - b)

it.each(['zh-CN', 'en'] as Lang[])(
  'from the desk to a number of yesterday, to exactly its cases, to one of them at the desk, and away with the workbook, in %s',
  async (lang) => {
    const { browser } = held
    if (!browser) throw new Error('no browser')
    await plant(yesterday)
    const say = words[lang]
    const desk = await sitDown(browser, server.url, { name: 'chen', path: '/', lang, width: 1366, height: 768 })
    const { page } = desk
    await page.locator('.desk').waitFor()
    await page.keyboard.press('>')
    await page.locator('.ledger').waitFor()
    await page.keyboard.press('1')
    await page.keyboard.press('[')
    await page.locator('[data-set="disposeDue"]', { hasText: /^\s*5\s*$/ }).waitFor()
    expect(await told(page, '.indicator__value h2')).toContain(say.title)
    expect(await told(page, '[data-part="value"]')).toBe('80.0 %')

    // The number is a way to its cases.
    expect(await told(page, '[data-set="disposedInTime"]')).toBe('4')
    await page.locator('[data-set="disposedInTime"]').click()
    await page.locator('[data-part="count"]', { hasText: say.count }).waitFor()
    expect(await listed(page)).toEqual(inTime)
    if (lang === 'en') expect(await told(page, 'main')).not.toMatch(/\p{sc=Han}/u)
    await page.keyboard.press('Escape')
    const row = page.locator('[data-walk="rows"][data-key="squad-gulin-1"]')
    expect((await row.locator('b, .figure-link').allInnerTexts()).map((one) => one.trim())).toEqual([
      '75.0 %',
      '3',
      '4',
    ])
    await row.focus()
    await page.keyboard.press('Enter')
    await page.locator('[data-part="count"]', { hasText: say.row }).waitFor()
    expect(await listed(page)).toEqual(ofTheFirst)

    // The same reading as a workbook: the share is a number in it.
    const coming = page.waitForEvent('download')
    await page.keyboard.press('x')
    const file = await coming
    expect(file.suggestedFilename()).toMatch(/^synthetic-evaluation-[\d-]+-by-squad\.xlsx$/)
    const files = unzipped(readFileSync(await file.path()))
    expect(files.get('xl/workbook.xml')).toContain(`"${say.sheet}"`)
    expect(files.get('xl/sharedStrings.xml')).toContain(say.title)
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('<v>0.8</v>')

    await page.locator('[data-walk="cases"]').first().click()
    await page.getByRole('button', { name: say.open }).click()
    await page.locator('.desk').waitFor()
    await page
      .getByText(String(ofTheFirst.at(-1)))
      .first()
      .waitFor()
    expect(desk.complaints).toEqual([])
    await desk.context.close()
  },
)
