import { setImmediate as breathe } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FileTable, Value } from './file-table.ts'

/** What the thread is told: a sheet, some of its rows, that this was all. */
export type Told =
  | { kind: 'sheet'; sheet: Omit<FileTable, 'rows'> }
  | { kind: 'rows'; rows: readonly (readonly Value[])[] }
  | { kind: 'end' }

const ROWS = 500
const WITHIN_MS = 20_000

/** Tables as a workbook (XLSX). Written and packed on a thread of its own, so that nobody waits for it but who asked. */
export async function workbookOf(tables: readonly FileTable[]): Promise<Uint8Array> {
  const thread = new Worker(new URL('./workbook.thread.ts', import.meta.url))
  const tell = (told: Told) => thread.postMessage(told)
  const packed = new Promise<Uint8Array>((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the thread that writes workbooks ended without one')))
    AbortSignal.timeout(WITHIN_MS).addEventListener('abort', () => reject(new Error('a workbook took too long')))
  })
  // Heard even if it fails while the rows are still being told.
  packed.catch(() => undefined)
  try {
    for (const { rows, ...sheet } of tables) {
      tell({ kind: 'sheet', sheet })
      for (let first = 0; first < rows.length; first += ROWS) {
        await breathe()
        tell({ kind: 'rows', rows: rows.slice(first, first + ROWS) })
      }
    }
    tell({ kind: 'end' })
    return await packed
  } finally {
    await thread.terminate()
  }
}
