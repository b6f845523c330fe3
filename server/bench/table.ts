/** What a bench found: a title, a row per case, and what the reader must know to judge it. */
export interface Table {
  title: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  notes: readonly string[]
}

export function toText({ title, columns, rows, notes }: Table): string {
  const all = [columns, ...rows]
  const widths = columns.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
  return [title, ...all.map(line), ...notes.map((note) => `  ${note}`)].join('\n')
}

export function toMarkdown({ title, columns, rows, notes }: Table): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`
  const rule = `|${columns.map((_, column) => (column === 0 ? '---|' : '---:|')).join('')}`
  return [`## ${title}`, '', line(columns), rule, ...rows.map(line), '', ...notes.map((note) => `- ${note}`)].join('\n')
}

const KILO = 1000
/** Lengths of time and amounts, in as many digits as a noisy machine is good for. */
export const ms = (value: number | null) =>
  value === null ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
export const perSecond = (value: number) => `${value < 100 ? value.toFixed(1) : Math.round(value)}/s`
export const ratio = (value: number) => `${value.toFixed(value < 1 ? 3 : 2)} ×`
export const megabytes = (kilobytes: number) => `${Math.round(kilobytes / 1024)} MB`
export const kilobytes = (bytes: number) => `${Math.round(bytes / KILO)} kB`
