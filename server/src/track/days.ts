import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'

/** Held while a day's table is made, so that two servers do not make it twice. */
const DAY_LOCK = 7_012
const DAY_MS = 86_400_000
const NAME = /^track_chunk_(\d{4})(\d{2})(\d{2})$/

/** The table of a day. */
export const tableOf = (day: string) => sql.table(`track_chunk_${day.replaceAll('-', '')}`)

/** Makes the tables of these days (`2026-03-01`, by UTC) where they are not there yet. */
export async function keepDays(db: Db, days: readonly string[]): Promise<void> {
  const there = new Set(days.length > 0 ? await keptDays(db) : [])
  for (const day of days.filter((one) => !there.has(one))) {
    const name = tableOf(day)
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${DAY_LOCK})`.execute(trx)
      if ((await keptDays(trx)).includes(day)) return
      // Made beside and then joined: that holds up nobody who reads or writes another day.
      await sql`create table ${name} (like track_chunk including all)`.execute(trx)
      await sql`alter table track_chunk attach partition ${name}
        for values from (${sql.lit(`${day}T00:00:00Z`)}) to (${sql.lit(nextDay(day))})`.execute(trx)
    })
  }
}

const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString()

/** The days that have a table, oldest first. */
export async function keptDays(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'track_chunk'::regclass order by 1`.execute(db)
  return rows.flatMap(({ name }) => {
    const parts = NAME.exec(name)
    return parts ? [`${parts[1]}-${parts[2]}-${parts[3]}`] : []
  })
}
