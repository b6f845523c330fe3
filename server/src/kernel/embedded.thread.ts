// PostgreSQL compiled to WASM runs each statement to its end on the thread that asked. On this one it can take its time
// without a request or a timer waiting for it.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type Results, types } from '@electric-sql/pglite'
import type { Ask, Told } from './embedded.ts'

if (!parentPort) throw new Error('embedded.thread.ts is started as a worker thread by embedded.ts')
const port = parentPort
const { directory } = workerData as { directory: string }

const iso = (text: string) => new Date(text).toISOString()
const database = await PGlite.create({
  dataDir: directory,
  parsers: { [types.TIMESTAMPTZ]: iso, [types.INT8]: Number },
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
})
const tell = (told: Told) => port.postMessage(told)
database.onNotification((channel, payload) => tell({ channel, payload }))

async function answer({ id, text, params, order }: Ask) {
  if (order === 'close') {
    await database.close()
    tell({ id, rows: [], rowCount: 0 })
    port.close()
    return
  }
  const last: Results | undefined = params?.length
    ? await database.query(text, [...params])
    : (await database.exec(text)).at(-1)
  const rows = last?.rows ?? []
  tell({ id, rows, rowCount: last?.affectedRows ?? rows.length })
}

port.on('message', (ask: Ask) => {
  answer(ask).catch((error: unknown) => {
    const { message, code, detail, constraint, table, column } = error as Record<string, unknown>
    tell({ id: ask.id, rows: [], rowCount: 0, error: { message, code, detail, constraint, table, column } })
  })
})
tell({ ready: true })
