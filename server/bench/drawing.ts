import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { median } from '../src/drill/figures.engine.ts'
import { ms, ratio, type Table } from './table.ts'

const COUNTS = [200, 2_000, 10_000]
const WAYS = ['own', 'updateData', 'setData'] as const
const RUNS = 5
const UPDATES = 8
const EVERY_MS = 500
const WARM_UP = 6
/** Messages after which memory has to be what it was, and those before it counts. */
const RUSH = 300
const RUSH_WARM_UP = 200
const FLAGS = ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run']
const PAGE = 'test/drawing.html'
const CONSOLE = fileURLToPath(new URL('../../console', import.meta.url))

/** The console is no part of the server's types: it is found where the tests find it. */
async function findBrowser(): Promise<string | undefined> {
  const file = new URL('../../console/test/browser.ts', import.meta.url)
  const found = (await import(file.href)) as { findBrowser: () => Promise<string | undefined> }
  return found.findBrowser()
}

/** What the main thread of a real browser spends on one message after which every unit has moved. */
export async function benchDrawing(): Promise<Table[]> {
  const executablePath = await findBrowser()
  if (!executablePath) return [leftOut]
  const served = await servePage()
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  try {
    const rows: string[][] = []
    for (const units of COUNTS) rows.push(await rowOf(browser, served.url, units))
    return [{ title, columns, rows, notes }]
  } finally {
    await browser.close()
    await served.close()
  }
}

/** The page as it would be shipped: built, and not read file by file. */
async function servePage() {
  const folder = mkdtempSync(join(tmpdir(), 'lianqin-drawing-'))
  const own = { root: CONSOLE, logLevel: 'error' } as const
  await build({ ...own, build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: join(CONSOLE, PAGE) } } })
  const server = await preview({ ...own, build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1' } })
  return {
    url: `${server.resolvedUrls?.local[0] ?? ''}${PAGE}`,
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function rowOf(browser: Browser, page: string, units: number): Promise<string[]> {
  const found: Record<(typeof WAYS)[number], Drawn> = { own: none, updateData: none, setData: none }
  for (const way of WAYS) found[way] = await measure(browser, `${page}?units=${units}&way=${way}`)
  const { own, updateData, setData } = found
  return [
    units.toLocaleString('en'),
    ms(own.scriptMs),
    ms(own.taskMs),
    ms(updateData.taskMs),
    ms(setData.taskMs),
    ratio(own.taskMs / setData.taskMs),
    `${own.heapMb.toFixed(1)} MB`,
    `${own.heapGrowthMb >= 0 ? '+' : '−'}${Math.abs(own.heapGrowthMb).toFixed(2)} MB`,
  ]
}

const title = 'Main thread of a browser, for one message after which every unit has moved'
const columns = [
  'units',
  'script alone',
  'all tasks',
  'updateData',
  'setData',
  'own / setData',
  'memory',
  `${RUSH} messages on`,
]
const notes = [
  `The processor's time of the page's main thread by Chromium's own account (Performance.getMetrics in thread ticks: TaskDuration, ScriptDuration), all tasks of it; medians of ${RUNS} runs of ${UPDATES} messages, two a second. What the page does by itself in that time is in it. Without a graphics card it also waits for the graphics process, which draws in software and reads the picture back; that is not the main thread's work and not in it.`,
  'Own: message to columns, columns to the layer, the picture of the whole map with townships, words and piles. updateData and setData: one symbol layer on an empty map, features made beforehand. Memory is values, nodes and buffers together, after what is no longer needed was collected; its messages come one for each picture.',
]
const leftOut: Table = {
  title: 'Main thread of a browser',
  columns: ['*** LEFT OUT: install Chromium or set CHROME_PATH ***'],
  rows: [],
  notes: [],
}

interface Drawn {
  taskMs: number
  scriptMs: number
  heapMb: number
  heapGrowthMb: number
}
const none: Drawn = { taskMs: 0, scriptMs: 0, heapMb: 0, heapGrowthMb: 0 }
const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length))

async function measure(browser: Browser, url: string): Promise<Drawn> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  try {
    await page.goto(url)
    await page.waitForFunction('window.ready === true', null, { timeout: 60_000 })
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    for (let update = 0; update < WARM_UP; update++) await step(page)
    const runs: Spent[] = []
    for (let run = 0; run < RUNS; run++) {
      const from = await spent(session)
      for (let update = 0; update < UPDATES; update++) await step(page)
      const to = await spent(session)
      runs.push({ task: to.task - from.task, script: to.script - from.script })
    }
    const each = (of: keyof Spent) => ((median(runs.map((run) => run[of])) ?? Number.NaN) * 1000) / UPDATES
    return { taskMs: each('task'), scriptMs: each('script'), ...(await memory(page, session, url)) }
  } finally {
    await page.close()
  }
}

async function step(page: Page): Promise<void> {
  await page.evaluate('window.step()')
  await pause(EVERY_MS)
}

interface Spent {
  task: number
  script: number
}

/** Seconds of the processor that the page's main thread has had so far, by the browser's own account. */
async function spent(session: CDPSession): Promise<Spent> {
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  return { task: of('TaskDuration'), script: of('ScriptDuration') }
}

/** Values, nodes and buffers of the page, before and after very many messages. Only of our own way: the others take minutes. */
async function memory(page: Page, session: CDPSession, url: string): Promise<Pick<Drawn, 'heapMb' | 'heapGrowthMb'>> {
  if (!url.includes('way=own')) return { heapMb: 0, heapGrowthMb: 0 }
  const held = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const used: Record<string, number> = await session.send('Runtime.getHeapUsage')
    return ((used.usedSize ?? 0) + (used.embedderHeapUsedSize ?? 0) + (used.backingStorageSize ?? 0)) / 2 ** 20
  }
  await page.evaluate(`window.rush(${RUSH_WARM_UP})`)
  const before = await held()
  await page.evaluate(`window.rush(${RUSH})`)
  return { heapMb: before, heapGrowthMb: (await held()) - before }
}
