import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { findBrowser } from './console/test/browser.ts'
import { postgresServer, redisServer } from './server/test/services.ts'

/** What is missing is skipped loudly; where everything must be tested, it is a failure. */
function wanted(there: boolean, what: string, cure: string): boolean {
  if (there) return true
  if (process.env.CI) throw new Error(`CI must test ${what}: ${cure}`)
  console.warn(`\n*** SKIPPED: ${what}. To test it: ${cure}. ***\n`)
  return false
}
const browser = await findBrowser()
const hasBrowser = wanted(browser !== undefined, 'everything in the browser', 'install Chromium or set CHROME_PATH')
const hasPostgres = wanted(
  postgresServer().postgres !== undefined,
  'PostgreSQL',
  'install the Debian package postgresql',
)
const hasRedis = wanted(redisServer() !== undefined, 'Redis', 'install the Debian package redis-server')
const modes = (['embedded', 'postgres', 'redis'] as const).filter(
  (mode) => mode === 'embedded' || (hasPostgres && (mode === 'postgres' || hasRedis)),
)

/** Much of what rooms do is waiting: three fill two cores. Nothing is held in modules, which are loaded once for all files. */
const WORKERS = 3

/** Pure rules: values in, values out. */
const rules: TestProjectConfiguration = {
  test: {
    name: 'rules',
    include: ['shared/src/**/*.test.ts', 'server/{src,bin,bench,districts}/**/*.test.ts', 'console/src/**/*.test.ts'],
    testTimeout: 20_000,
    maxWorkers: WORKERS,
    isolate: false,
  },
}

/** The same suite against each backend: one truth, three ways to keep it. */
const rooms = modes.map(
  (mode): TestProjectConfiguration => ({
    test: {
      name: mode,
      include: ['server/test/**/*.room.test.ts'],
      globalSetup: ['server/test/services.setup.ts'],
      provide: { mode },
      testTimeout: 60_000,
      hookTimeout: 60_000,
      maxWorkers: WORKERS,
      isolate: false,
    },
  }),
)

/** From report to wall, in a real browser against a real server. */
const journeys: TestProjectConfiguration = {
  test: {
    name: 'journey',
    include: ['server/test/**/*.journey.test.ts'],
    globalSetup: ['server/test/services.setup.ts', 'server/test/console.setup.ts'],
    provide: { mode: 'embedded', browserPath: browser ?? '' },
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
}

/** Parts of the console, in a browser. */
const parts: TestProjectConfiguration = {
  plugins: [vue()],
  root: 'console',
  // The test library stands beside another TypeScript and would bring a second Vue, whose stores the page does not follow.
  resolve: { dedupe: ['vue'] },
  test: {
    name: 'console',
    include: ['test/**/*.browser.test.ts'],
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 1280, height: 720 },
      provider: playwright({
        launchOptions: {
          ...(browser ? { executablePath: browser } : {}),
          // WebGL without a graphics card; and no calls home, which a closed network refuses one by one.
          args: [
            '--no-sandbox',
            '--enable-unsafe-swiftshader',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
          ],
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
}

export default defineConfig({
  test: {
    projects: hasBrowser ? [rules, ...rooms, journeys, parts] : [rules, ...rooms],
    reporters: ['default', './.ci/tally.ts'],
  },
})
