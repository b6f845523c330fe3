import { CSV_MARK, csvLine } from '../kernel/csv.codec.ts'
import type { ColumnKind, FileTable, Value } from './file-table.ts'

/** So many lines at once: a file of many thousand is written between other people's turns. */
const LINES = 500

const two = (value: number) => value.toFixed(1)
const written: Record<ColumnKind, (value: number) => string | number> = {
  text: (value) => value,
  count: (value) => value,
  share: (value) => `${two(value * 100)}%`,
  points: (value) => two(value),
  minutes: (value) => value,
  moment: (value) => new Date(value).toISOString().slice(0, 19).replace('T', ' '),
}

/** A table as CSV, in pieces. The lines above it stay behind: a program that reads it expects the titles first. */
export function* csvOf({ columns, rows }: Pick<FileTable, 'columns' | 'rows'>): Generator<string> {
  yield CSV_MARK + csvLine(columns.map(({ title }) => title))
  for (let first = 0; first < rows.length; first += LINES)
    yield rows
      .slice(first, first + LINES)
      .map((row) => csvLine(row.map((value, nth) => cell(value, columns[nth]?.kind ?? 'text'))))
      .join('')
}

/** What we write ourselves needs no apostrophe, even where it begins with a sign. */
const cell = (value: Value, kind: ColumnKind): Value => (typeof value === 'number' ? written[kind](value) : value)
