/**
 * The order of a list while a case is being worked: rows that are still in it keep their places, new ones go to the end.
 * What moves under a hand is hit by mistake; but who belongs to the list, and what a row says, is always of this moment.
 */
export function frozenOrder<Row extends { id: string }>(before: readonly Row[], current: readonly Row[]): Row[] {
  const now = new Map(current.map((row) => [row.id, row]))
  const kept = before.flatMap((row) => now.get(row.id) ?? [])
  const known = new Set(kept.map((row) => row.id))
  return [...kept, ...current.filter((row) => !known.has(row.id))]
}

/** The row so many steps from another; the first when that one is not there, the end rows when it goes beyond. */
export function rowFrom<Row extends { id: string }>(
  rows: readonly Row[],
  id: string | null,
  by: number,
): Row | undefined {
  const at = rows.findIndex((row) => row.id === id)
  if (at < 0) return rows[by < 0 ? rows.length - 1 : 0]
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))]
}
