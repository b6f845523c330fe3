import { createWriteStream } from 'node:fs'
import { pino } from 'pino'
import { openApp } from './app.ts'
import { readConfig } from './config.ts'

// The process: configuration, open, listen; on a signal, close in reverse.

const CLOSE_WITHIN_MS = 10_000

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

const config = await Promise.resolve()
  .then(() => readConfig(process.env))
  .catch(fail)
const logger = pino({ level: config.logLevel, base: null }, createWriteStream('', { fd: 2 }))
// Whatever nobody caught is a fault to be read, not a reason for everybody's connection to go away.
process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'))
process.on('uncaughtException', (error) => logger.error({ err: error }, 'uncaught exception'))

if (!config.databaseUrl) process.stderr.write('Opening the embedded database (the first time takes some seconds) …\n')
const app = await openApp(config, logger).catch(fail)
// Without its database this process can do nothing more: whoever keeps it running starts a new one.
void app.lost.then(fail)
const url = await app
  .listen()
  .catch((error: NodeJS.ErrnoException) =>
    fail(error.code === 'EADDRINUSE' ? `Port ${config.port} is in use: stop what uses it, or set PORT` : error),
  )
const drill = config.drill
  ? await import('./drill/gentle.ts').then(({ startGentleDrill }) => startGentleDrill(url))
  : null

const open = config.publicUrl ?? url
const demo = 'demo accounts chen (desk), wall (/wall), gulin-1 (/phone), password lianqin-demo; all data is synthetic'
process.stdout.write(`Lianqin is open at ${open}${config.demo ? ` — ${demo}` : ''}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    setTimeout(() => fail(`not closed within ${CLOSE_WITHIN_MS} ms; nothing answered is lost`), CLOSE_WITHIN_MS).unref()
    await drill?.stop()
    await app.close()
    process.exit(0)
  })
}
