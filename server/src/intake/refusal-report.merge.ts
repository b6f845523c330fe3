import type { Refusal } from './row.merge.ts'

export interface Tally {
  read: number
  imported: number
  known: number
  refusals: readonly Refusal[]
}

export const toWords = ({ line, externalNo, code, text }: Refusal) => `line ${line}  ${externalNo}  ${code}: ${text}`

/** The whole run as a small table: what became of the rows, and the refused ones by reason. */
export function toSummary({ read, imported, known, refusals }: Tally): string {
  const byCode = new Map<string, number>()
  for (const { code } of refusals) byCode.set(code, (byCode.get(code) ?? 0) + 1)
  const rows: [string, number][] = [
    ['rows read', read],
    ['imported', imported],
    ['known already', known],
    ['refused', refusals.length],
    ...[...byCode].sort((a, b) => b[1] - a[1]).map(([code, count]): [string, number] => [`  ${code}`, count]),
  ]
  return rows.map(([label, count]) => `${label.padEnd(24)}${String(count).padStart(8)}`).join('\n')
}

/** The refused rows as CSV for a spreadsheet, in which no cell of a foreign file can become a formula. */
export function toCsv(refusals: readonly Refusal[]): string {
  const rows = refusals.map(({ line, externalNo, code, text }) => [String(line), externalNo, code, text])
  return [['line', 'externalNo', 'code', 'reason'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
