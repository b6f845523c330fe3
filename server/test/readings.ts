import type { Db } from '../src/kernel/db.ts'

/** The same database, and every row that it hands back. */
export function watched(db: Db): { db: Db; rows: Record<string, unknown>[] } {
  const rows: Record<string, unknown>[] = []
  const plugin = {
    transformQuery: ({ node }: { node: never }) => node,
    transformResult: async ({ result }: { result: { rows: Record<string, unknown>[] } }) => {
      rows.push(...result.rows)
      return result
    },
  }
  return { db: db.withPlugin(plugin as never), rows }
}
