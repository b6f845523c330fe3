import { readFileSync } from 'node:fs'
import type { Incident } from '@lianqin/shared/incident'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Lang, openBrowser, sitDown } from './browser.ts'
import { type ServerProcess, serverProcess } from './child.ts'
import { aReport, freshGround, signIn } from './kit.ts'

const held: { browser?: Browser; server?: ServerProcess; drop?: () => Promise<void> } = {}
beforeAll(async () => {
  held.browser = await openBrowser()
  const { environment, drop } = await freshGround()
  held.drop = drop
  held.server = await serverProcess(environment)
  await held.server.start()
})
afterAll(async () => {
  await held.browser?.close()
  await held.server?.kill('SIGKILL')
  await held.drop?.()
})

const words = {
  'zh-CN': {
    fresh: '每分钟自动更新',
    gone: '服务器无应答',
    save: '存为文件',
    saved: '已存为文件',
    none: '本机没有存下应急单',
  },
  en: {
    ...{ fresh: 'renewed every minute', gone: 'The server does not answer', save: 'Save as a file' },
    ...{ saved: 'Saved as a file', none: 'This browser keeps no sheet' },
  },
} as const

it.each(['zh-CN', 'en'] as Lang[])(
  'a desk goes on with the sheet when the server is killed, saves it, sees it renewed when the server is back, and leaves none behind, in %s',
  async (lang) => {
    const { browser, server } = held
    if (!browser || !server) throw new Error('no browser')
    const say = words[lang]
    const report = async () => {
      const { body } = await (await signIn(server.url, 'chen')).post<Incident>('/incidents', aReport())
      return String(body.no).padStart(4, '0')
    }
    const no = await report()
    const desk = await sitDown(browser, server.url, { name: 'chen', path: '/', lang, width: 1366, height: 768 })
    await desk.page.locator('.desk').waitFor()
    const address = `${server.url}/fallback?lang=${lang}`

    // The console's own page gives way to the one that this browser keeps.
    await desk.page.goto(address)
    const row = (of: string) => desk.page.locator('body.sheet td.sheet-no', { hasText: new RegExp(`^${of}$`) })
    await row(no).waitFor()
    const told = () => desk.page.locator('.sheet-age').textContent()
    expect(await told()).toContain(say.fresh)
    expect(desk.complaints).toEqual([])

    await server.kill('SIGKILL')
    await desk.page.reload()
    await row(no).waitFor()
    expect(await told()).toContain(say.gone)
    // A window that was never open before has it, too.
    const other = await desk.context.newPage()
    await other.goto(address)
    await other.locator('body.sheet td.sheet-no', { hasText: new RegExp(`^${no}$`) }).waitFor()
    const coming = other.waitForEvent('download')
    await other.getByRole('link', { name: say.save }).click()
    const file = await coming
    expect(file.suggestedFilename()).toMatch(/^fallback-[\d-]+\.html$/)
    const saved = readFileSync(await file.path(), 'utf8')
    expect(saved).toContain(say.saved)
    expect(saved).toContain(`>${no}<`)
    await other.close()

    await server.start()
    const later = await report()
    await desk.page.reload()
    await row(later).waitFor()
    expect(await told()).not.toContain(say.gone)

    // Who signs out leaves nothing behind.
    await desk.page.goto(`${server.url}/?lang=${lang}`)
    await desk.page.locator('.desk').waitFor()
    await desk.page.keyboard.press('Shift+Q')
    await desk.page.locator('input[type=password]').waitFor()
    await server.kill('SIGKILL')
    await desk.page.goto(address)
    await desk.page.locator('body.sheet', { hasText: say.none }).waitFor()
    expect(await desk.page.locator('body').textContent()).not.toContain(later)
    await desk.context.close()
    await server.start()
  },
)
