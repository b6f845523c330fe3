import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { createServer } from 'vite'
import { ms, ratio, type Table } from './table.ts'

const COUNTS = [200, 2_000, 10_000]
const WAYS = ['own', 'updateData', 'setData'] as const
const RUNS = 5
const UPDATES = 8
const EVERY_MS = 500
const WARM_UP = 3
const FLAGS = ['--no-sandbox', '--enable-unsafe-swiftshader', '--disable-background-networking', '--no-first-run']
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
  const vite = await createServer({ root: CONSOLE, logLevel: 'error', server: { port: 0, host: '127.0.0.1' } })
  await vite.listen()
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  try {
    const base = `${vite.resolvedUrls?.local[0] ?? ''}test/drawing.html`
    const rows: string[][] = []
    for (const units of COUNTS) {
      const found: Record<(typeof WAYS)[number], Drawn> = { own: none, updateData: none, setData: none }
      for (const way of WAYS) found[way] = await measure(browser, `${base}?units=${units}&way=${way}`)
      rows.push([
        units.toLocaleString('en'),
        ms(found.own.scriptMs),
        ms(found.own.taskMs),
        ms(found.updateData.taskMs),
        ms(found.setData.taskMs),
        ratio(found.own.taskMs / found.setData.taskMs),
        `${found.own.heapGrowthMb.toFixed(1)} MB`,
      ])
    }
    return [
      {
        title: 'Main thread of a browser, for one message after which every unit has moved',
        columns: [
          'units',
          'script alone',
          'all of it',
          'updateData',
          'setData',
          'own / setData',
          'heap, 40 messages on',
        ],
        rows,
        notes: [
          `Chromium by its own account (Performance.getMetrics: TaskDuration, ScriptDuration), software rendering; medians of ${RUNS} runs of ${UPDATES} messages, two a second. What an idle page spends in that time, which draws its clock once a second, is in it.`,
          'Own: message to columns, columns to the layer, the picture of the whole map with townships, words and piles. updateData and setData: one symbol layer on an empty map, features made beforehand.',
        ],
      },
    ]
  } finally {
    await browser.close()
    await vite.close()
  }
}

const leftOut: Table = {
  title: 'Main thread of a browser',
  columns: ['*** LEFT OUT: install Chromium or set CHROME_PATH ***'],
  rows: [],
  notes: [],
}

interface Drawn {
  taskMs: number
  scriptMs: number
  heapGrowthMb: number
}
const none: Drawn = { taskMs: 0, scriptMs: 0, heapGrowthMb: 0 }
const pause = (length: number) => new Promise((resolve) => setTimeout(resolve, length))

async function measure(browser: Browser, url: string): Promise<Drawn> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  try {
    await page.goto(url)
    await page.waitForFunction('window.ready === true', null, { timeout: 60_000 })
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const look = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
      return { task: of('TaskDuration'), script: of('ScriptDuration') }
    }
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage')
      return (await session.send('Runtime.getHeapUsage')).usedSize / 2 ** 20
    }
    const step = async () => {
      await page.evaluate('window.step()')
      await pause(EVERY_MS)
    }
    for (let update = 0; update < WARM_UP; update++) await step()
    const before = await heap()
    const runs: { task: number; script: number }[] = []
    for (let run = 0; run < RUNS; run++) {
      const from = await look()
      for (let update = 0; update < UPDATES; update++) await step()
      const to = await look()
      runs.push({ task: to.task - from.task, script: to.script - from.script })
    }
    const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
    return {
      taskMs: (middle(runs.map(({ task }) => task)) * 1000) / UPDATES,
      scriptMs: (middle(runs.map(({ script }) => script)) * 1000) / UPDATES,
      heapGrowthMb: (await heap()) - before,
    }
  } finally {
    await page.close()
  }
}
