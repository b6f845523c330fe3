import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { EmbeddedPool } from './embedded.ts'

const held: { pool?: EmbeddedPool; folder?: string } = {}
const pool = () => held.pool as EmbeddedPool
const count = async (where = 'true') =>
  Number((await pool().query(`select count(*)::int as n from note where ${where}`)).rows[0].n)

beforeAll(async () => {
  held.folder = mkdtempSync(join(tmpdir(), 'lianqin-embedded-'))
  held.pool = await EmbeddedPool.open(held.folder)
  await pool().query('create table note (text text primary key)')
}, 60_000)
afterAll(async () => {
  await held.pool?.end()
  if (held.folder) rmSync(held.folder, { recursive: true, force: true })
})
afterEach(() => vi.useRealTimers())

describe('the embedded database, as a pool', () => {
  it('keeps transactions apart: what others say in the meantime is neither in one nor rolled back with it', async () => {
    const client = await pool().connect()
    await client.query('begin')
    await client.query("insert into note values ('inside')")
    const outside = pool().query("insert into note values ('outside')")
    await client.query('rollback')
    await outside
    client.release()
    expect([await count("text = 'inside'"), await count("text = 'outside'")]).toEqual([0, 1])
  })

  it('gives each of many transactions the whole truth of the ones before it', async () => {
    await pool().query('create table counter as select 0 as n')
    const add = async () => {
      const client = await pool().connect()
      await client.query('begin')
      const { rows } = await client.query('select n from counter')
      await client.query('update counter set n = $1', [rows[0].n + 1])
      await client.query('commit')
      client.release()
    }
    await Promise.all(Array.from({ length: 40 }, add))
    expect((await pool().query('select n from counter')).rows).toEqual([{ n: 40 }])
  })

  it('rolls back a transaction that is released unfinished, and goes on', async () => {
    const client = await pool().connect()
    await client.query('begin')
    await client.query("insert into note values ('unfinished')")
    client.release()
    expect(await count("text = 'unfinished'")).toBe(0)
  })

  it('goes on after a failed statement, in a transaction to its savepoint and outside at once', async () => {
    const client = await pool().connect()
    await client.query('begin')
    await client.query("insert into note values ('kept')")
    await client.query('savepoint here')
    await expect(client.query('select nonsense')).rejects.toMatchObject({ code: '42703' })
    await client.query('rollback to savepoint here')
    await client.query('commit')
    client.release()
    await expect(pool().query("insert into note values ('kept')")).rejects.toMatchObject({
      code: '23505',
      constraint: 'note_pkey',
    })
    expect(await count("text = 'kept'")).toBe(1)
  })

  it('ends a transaction whose owner went away, and takes nothing more from him as if it were his own', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const client = await pool().connect()
    await client.query('begin')
    await client.query("insert into note values ('abandoned')")
    await vi.advanceTimersByTimeAsync(15_001)
    await expect(client.query("insert into note values ('later')")).rejects.toThrow(/rolled back/)
    await expect(client.query('commit')).rejects.toThrow(/rolled back/)
    await client.query('rollback')
    client.release()
    expect([await count("text = 'abandoned'"), await count("text = 'later'")]).toEqual([0, 0])
  })

  it('tells those who listen, and is one process’s alone', async () => {
    const client = await pool().connect()
    const heard = new Promise((resolve) => client.on('notification', resolve))
    await client.query('listen news')
    await pool().query("notify news, 'something'")
    expect(await heard).toEqual({ channel: 'news', payload: 'something' })
    client.release()
    await expect(EmbeddedPool.open(held.folder ?? '')).rejects.toThrow(/is in use/)
  })

  it('hands back moments as the wire has them, and large numbers as numbers', async () => {
    const { rows } = await pool().query(
      "select timestamptz '2026-03-02 12:00:00+08' as at, 9007199254740991::bigint as n",
    )
    expect(rows).toEqual([{ at: '2026-03-02T04:00:00.000Z', n: 9007199254740991 }])
  })
})
