/** What waits in memory to be written, by key. */
export interface Shelf<Value> {
  held: Map<string, Value>
  /** Hands over everything there is; what could not be written is put back under what has come since. */
  empty: (write: (rows: readonly (readonly [key: string, value: Value])[]) => Promise<void>) => Promise<void>
}

/** `joined` makes one of what was to be written and what has come since; of more than `most` keys none is put back. */
export function createShelf<Value>(joined: (older: Value, newer: Value) => Value, most: number): Shelf<Value> {
  const held = new Map<string, Value>()
  return {
    held,
    async empty(write) {
      // In one order for every process: two that write the same rows must not wait for each other.
      const rows = [...held].sort(([a], [b]) => (a < b ? -1 : 1))
      if (rows.length === 0) return
      held.clear()
      try {
        await write(rows)
      } catch (error) {
        for (const [key, older] of rows) {
          const newer = held.get(key)
          if (newer !== undefined) held.set(key, joined(older, newer))
          else if (held.size < most) held.set(key, older)
        }
        throw error
      }
    },
  }
}
