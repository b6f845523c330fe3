import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { DEMO_PASSWORD } from '../src/demo/demo.moves.ts'

export type Lang = 'zh-CN' | 'en'

/** WebGL without a graphics card; and no calls home, which a closed network refuses one by one. */
const FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A page first asks who is signed in, and may be told nobody; a receipt may cross the answer that it precedes. */
const FAIR_ANSWERS = [/401 .*\/session$/, /409 .*\/offers\/[^/]+\/moves$/]

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: inject('browserPath'), args: FLAGS })
}

/** A person at a screen of their own: a separate context, signed in by the page as anybody would. */
export interface Person {
  page: Page
  context: BrowserContext
  /** Whatever the page complained of: a journey ends with none. */
  complaints: string[]
}

export async function sitDown(
  browser: Browser,
  url: string,
  who: { name: string; path: string; lang: Lang; width: number; height: number },
): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: who.width, height: who.height }, locale: who.lang })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const said = `${message.text()} ${message.location().url}`
    if (message.type() === 'error' && !FAIR_ANSWERS.some((fair) => fair.test(said))) complaints.push(said)
  })
  await page.goto(`${url}${who.path}?lang=${who.lang}`)
  const [name, password] = [page.locator('input').nth(0), page.locator('input[type=password]')]
  await name.fill(who.name)
  await password.fill(DEMO_PASSWORD)
  await password.press('Enter')
  return { page, context, complaints }
}
