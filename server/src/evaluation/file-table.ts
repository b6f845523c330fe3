/** What stands in a column decides how it is written: shares as per cent, times in minutes, moments by the district's clock. */
export type ColumnKind = 'text' | 'count' | 'share' | 'points' | 'minutes' | 'moment'

export interface Column {
  title: string
  kind: ColumnKind
}

/** Text, or a number: a share of 1, points, minutes, or a moment as Unix milliseconds of the district's own clock. */
export type Value = string | number | null

/** A table to be taken away: one sheet of a workbook, or a CSV file. */
export interface FileTable {
  name: string
  /** Lines above the table; a CSV file has no place for them. */
  notes: readonly string[]
  columns: readonly Column[]
  rows: readonly (readonly Value[])[]
}
