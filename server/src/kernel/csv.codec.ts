/** With the mark by which spreadsheets know that names are in UTF-8. */
export const CSV_MARK = '\ufeff'
export const CSV_TYPE = 'text/csv; charset=utf-8'

/** A spreadsheet takes what begins like this for a formula, some also in full width, and would run what somebody wrote into a report. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** Text that stays text wherever it is opened. Numbers of ours are written by us. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** One cell of text. */
export function csvCell(text: string): string {
  const plain = harmless(text)
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** One line: text made harmless, numbers as they are, nothing for null. */
export const csvLine = (values: readonly (string | number | null)[]): string =>
  `${values.map((value) => (typeof value === 'string' ? csvCell(value) : (value ?? ''))).join(',')}\r\n`
