// Writing a workbook of many thousand rows takes seconds of a processor. On this thread no request waits for it.
import { parentPort } from 'node:worker_threads'
import writeExcelFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/node'
import { harmless } from '../kernel/csv.codec.ts'
import type { Column, ColumnKind, Value } from './file-table.ts'
import type { Told } from './workbook.ts'

if (!parentPort) throw new Error('workbook.thread.ts is started as a worker thread by workbook.ts')
const port = parentPort

const FORMATS: Record<ColumnKind, string | null> = {
  text: null,
  count: '0',
  share: '0.0%',
  points: '0.0',
  minutes: '0.0',
  moment: 'yyyy-mm-dd hh:mm:ss',
}
const WIDTHS: Record<ColumnKind, number> = { text: 24, count: 11, share: 11, points: 9, minutes: 11, moment: 19 }

/** Characters that no XML may hold, however they are escaped: with one of them nobody could open the file. */
const isWritable = (letter: string) =>
  (letter >= ' ' || letter === '\n' || letter === '\t') && letter !== '\ufffe' && letter !== '\uffff'
const plain = (text: string) => harmless([...text].filter(isWritable).join(''))

function cellOf(value: Value, kind: ColumnKind): CellObject | null {
  if (value === null) return null
  if (typeof value === 'string') return { value: plain(value), type: String, wrap: kind === 'text' }
  const format = FORMATS[kind] ?? '0'
  return kind === 'moment' ? { value: new Date(value), type: Date, format } : { value, type: Number, format }
}

const titleOf = ({ title }: Column): CellObject => ({
  ...{ value: plain(title), type: String, fontWeight: 'bold', wrap: true },
  ...{ alignVertical: 'top', bottomBorderStyle: 'thin' },
})

interface Open {
  sheet: Extract<Told, { kind: 'sheet' }>['sheet']
  rows: Row[]
}
const sheets: Open[] = []

function begin(sheet: Open['sheet']): void {
  const notes = sheet.notes.map((note): Row => [{ value: plain(note), type: String }])
  sheets.push({ sheet, rows: [...notes, ...(notes.length > 0 ? [[]] : []), sheet.columns.map(titleOf)] })
}

async function pack(): Promise<Uint8Array> {
  const written = sheets.map(
    ({ sheet, rows }): Sheet<never> => ({
      data: rows,
      sheet: sheet.name,
      columns: sheet.columns.map(({ kind, title }) => ({
        width: sheet.columns.length === 1 ? 100 : Math.max(WIDTHS[kind], Math.min(30, title.length)),
      })),
      stickyRowsCount: sheet.notes.length + (sheet.notes.length > 0 ? 2 : 1),
      orientation: 'landscape',
    }),
  )
  return new Uint8Array(await writeExcelFile(written).toBuffer())
}

port.on('message', async (told: Told) => {
  if (told.kind === 'sheet') begin(told.sheet)
  const open = sheets.at(-1)
  if (told.kind === 'rows')
    for (const row of told.rows)
      open?.rows.push(row.map((value, nth) => cellOf(value, open.sheet.columns[nth]?.kind ?? 'text')))
  if (told.kind === 'end') port.postMessage(await pack())
})
