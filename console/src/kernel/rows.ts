import { shallowReactive } from 'vue'

interface Versioned {
  id: string
  version: number
}

/**
 * The rows of one concept. They are replaced, never edited, so one level of reactivity is all a thousand rows need; and a
 * row never gives way to an older one, whichever of feed and answer arrives first.
 */
export function createRows<Row extends Versioned>() {
  const byId = shallowReactive(new Map<Row['id'], Row>())

  function put(row: Row): Row {
    if ((byId.get(row.id)?.version ?? 0) < row.version) byId.set(row.id, row)
    return byId.get(row.id) ?? row
  }

  /** A snapshot is the whole truth at its point of the log: what it lacks is gone. */
  function replaceAll(rows: readonly Row[]): void {
    const kept = new Set<Row['id']>(rows.map((row) => row.id))
    for (const id of [...byId.keys()]) if (!kept.has(id)) byId.delete(id)
    for (const row of rows) if (byId.get(row.id)?.version !== row.version) byId.set(row.id, row)
  }

  /** A wall runs for weeks: what no list shows any more is forgotten. */
  function forget(which: (row: Row) => boolean): void {
    for (const row of [...byId.values()]) if (which(row)) byId.delete(row.id)
  }

  return { byId, put, replaceAll, forget }
}

/** Rows under a name they share, such as the tasks of one incident. */
export function groupBy<Row, Key>(rows: Iterable<Row>, keyOf: (row: Row) => Key | null): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
