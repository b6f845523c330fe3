import type { EventBody } from '@lianqin/shared/events'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { localBus } from '../src/kernel/bus.ts'
import type { Db } from '../src/kernel/db.ts'
import { append, type HeardEvent, readSince } from '../src/kernel/event-log.ts'
import { proveLog } from '../src/kernel/log-proof.ts'
import { openLogReader } from '../src/kernel/log-reader.ts'
import { byClock, createWrite } from '../src/kernel/write.ts'
import { until, useServer } from './kit.ts'

const server = useServer()
const WRITERS = 12
const EACH = 40
const bus = localBus()
const failed = (_: string, error: unknown) => {
  throw error
}
const writeIn = (districtId: string) =>
  createWrite({ db: server.app.db, districtId, committed: () => bus.say('wake', null) })

const something = (index: number): EventBody<'district.loaded'> => ({ districtId: 'x', areas: index, squads: 0 })
const told = { audience: ['area-gulin'], incidentId: null }

describe('the log of a district', () => {
  it('has no gap and is in the order of the commits, with twelve writers of whom one in twenty gives up', async () => {
    const write = writeIn('busy')
    const heard: HeardEvent[] = []
    const stretches: { from: number; to: number }[] = []
    const reader = openLogReader({
      db: server.app.db,
      districtId: 'busy',
      bus,
      since: 0,
      failed,
      heard: ({ from, to, events }) => {
        stretches.push({ from, to })
        heard.push(...events)
      },
    })
    const ends: { index: number; at: number }[] = []
    async function writer(first: number) {
      for (let index = first; index < first + EACH; index++) {
        const givesUp = index % 20 === 7
        await write(byClock, async (trx) => {
          append(trx, 'district.loaded', something(index), told)
          if (index % 3 === 0) append(trx, 'district.loaded', something(10_000 + index), told)
          if (givesUp) throw new Error('gives up')
        }).then(
          () => ends.push({ index, at: ends.length }),
          (error: Error) => expect(error.message).toBe('gives up'),
        )
      }
    }
    const verdicts = verifyMeanwhile()
    await Promise.all(Array.from({ length: WRITERS }, (_, index) => writer(index * EACH)))
    expect((await verdicts.stop()).filter(({ whole }) => !whole)).toEqual([])

    const lines = await readSince(server.app.db, 'busy', 0, 10_000)
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1))
    const indexes = lines.map(({ body }) => (body as EventBody<'district.loaded'>).areas)
    const written = ends.flatMap(({ index }) => (index % 3 === 0 ? [index, 10_000 + index] : [index]))
    expect([...indexes].sort((a, b) => a - b)).toEqual(written.sort((a, b) => a - b))
    // Each writer waits for its commit before it goes on: in the log its facts stand in the order it said them.
    for (let writer = 0; writer < WRITERS; writer++) {
      const own = indexes.map((index) => index % 10_000).filter((index) => Math.floor(index / EACH) === writer)
      expect(own).toEqual([...own].sort((a, b) => a - b))
    }

    // A reader that follows hears every line once, in order, in stretches that join.
    await until(() => heard.length === lines.length)
    await reader.close()
    expect(heard.map(({ seq }) => seq)).toEqual(lines.map(({ seq }) => seq))
    expect(stretches.every(({ from }, index) => from === (stretches[index - 1]?.to ?? 0))).toBe(true)
  })

  /** Proves the log over and over while it grows: what is being written is no fault of it. */
  function verifyMeanwhile() {
    const state = { stopped: false }
    const verdicts: { whole: boolean }[] = []
    const running = (async () => {
      while (!state.stopped) verdicts.push(await proveLog(server.app.db, 'busy'))
    })()
    return {
      async stop() {
        state.stopped = true
        await running
        expect(verdicts.length).toBeGreaterThan(0)
        return verdicts
      },
    }
  }

  it('says nothing of what was rolled back: no line, no timer, no row', async () => {
    const { db } = server.app
    const before = await db.selectFrom('timer').select('id').execute()
    const write = writeIn('quiet')
    const failing = write(byClock, async (trx) => {
      append(trx, 'district.loaded', something(1), told)
      trx.timers.push({ kind: 'dispatch.route', ref: { incidentId: 'incident-none' }, dueAt: trx.now })
      await trx.insertInto('district').values({ id: 'quiet', body: '{}' }).execute()
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await readSince(db, 'quiet', 0, 10)).toEqual([])
    expect(await db.selectFrom('timer').select('id').execute()).toEqual(before)
    expect(await db.selectFrom('district').select('id').where('id', '=', 'quiet').execute()).toEqual([])
  })

  it.each([
    ['update', sql`update event_log set kind = 'person.added'`],
    ['delete', sql`delete from event_log where seq = 1`],
    ['truncate', sql`truncate event_log`],
  ])('refuses %s, to the owner of the table too', async (_, statement) => {
    await expect(statement.execute(server.app.db)).rejects.toThrow(/append-only/)
  })
})

const LINES = 30

/** A log of thirty lines of its own, with the guard taken off by the owner, as somebody with the keys could. */
async function tampered(districtId: string, tamper: (db: Db) => Promise<unknown>) {
  const write = writeIn(districtId)
  for (let index = 0; index < LINES; index++)
    await write(byClock, async (trx) => append(trx, 'district.loaded', something(index), told))
  expect(await proveLog(server.app.db, districtId)).toMatchObject({ whole: true, seq: LINES })
  await server.app.db.transaction().execute(async (trx) => {
    await sql`alter table event_log disable trigger user`.execute(trx)
    await tamper(trx)
    await sql`alter table event_log enable trigger user`.execute(trx)
  })
  return proveLog(server.app.db, districtId)
}

describe('a log that somebody has changed names the line', () => {
  it.each([
    [
      'what a line says',
      sql`update event_log set body = jsonb_set(body, '{areas}', '99') where district_id = 'said' and seq = 12`,
    ],
    [
      'when it was',
      sql`update event_log set at = at + interval '1 millisecond' where district_id = 'when' and seq = 12`,
    ],
    [
      'who did it',
      sql`update event_log set doer = jsonb_set(doer, '{title}', '"x"') where district_id = 'who' and seq = 12`,
    ],
    ['who may hear it', sql`update event_log set audience = '[]' where district_id = 'audience' and seq = 12`],
    ['its hash', sql`update event_log set hash = repeat('0', 64) where district_id = 'hash' and seq = 12`],
  ])('%s', async (_, statement) => {
    const [districtId = ''] = statement.compile(server.app.db).sql.match(/(?<=district_id = ')\w+/) ?? []
    expect(await tampered(districtId, (db) => statement.execute(db))).toEqual({ whole: false, seq: 12, why: 'changed' })
  })

  it('that is gone from the middle', async () => {
    const verdict = await tampered('middle', (db) =>
      sql`delete from event_log where district_id = 'middle' and seq = 12`.execute(db),
    )
    expect(verdict).toEqual({ whole: false, seq: 12, why: 'missing' })
  })

  it('that is gone from the middle, with the rest moved up to hide it', async () => {
    const verdict = await tampered('closed', async (db) => {
      await sql`delete from event_log where district_id = 'closed' and seq = 12`.execute(db)
      for (let seq = 13; seq <= LINES; seq++)
        await sql`update event_log set seq = ${seq - 1} where district_id = 'closed' and seq = ${seq}`.execute(db)
      await sql`update district_log set last_seq = ${LINES - 1} where district_id = 'closed'`.execute(db)
    })
    expect(verdict).toEqual({ whole: false, seq: 12, why: 'changed' })
  })

  it('from which the tail was cut off', async () => {
    const verdict = await tampered('tail', (db) =>
      sql`delete from event_log where district_id = 'tail' and seq > 25`.execute(db),
    )
    expect(verdict).toEqual({ whole: false, seq: 26, why: 'cut' })
  })

  it('from which the tail was cut off together with its counter', async () => {
    const verdict = await tampered('anchor', async (db) => {
      await sql`delete from event_log where district_id = 'anchor' and seq > 25`.execute(db)
      await sql`update district_log set last_seq = 25 where district_id = 'anchor'`.execute(db)
    })
    expect(verdict).toEqual({ whole: false, seq: 25, why: 'changed' })
  })

  it('that has changed places with another', async () => {
    const verdict = await tampered('swapped', async (db) => {
      for (const [from, to] of [
        [12, -1],
        [20, 12],
        [-1, 20],
      ])
        await sql`update event_log set seq = ${to} where district_id = 'swapped' and seq = ${from}`.execute(db)
    })
    expect(verdict).toEqual({ whole: false, seq: 12, why: 'changed' })
  })

  it('that was pushed in', async () => {
    const verdict = await tampered('pushed', async (db) => {
      for (let seq = LINES; seq >= 12; seq--)
        await sql`update event_log set seq = ${seq + 1} where district_id = 'pushed' and seq = ${seq}`.execute(db)
      await sql`insert into event_log select district_id, 12, at, kind, doer, audience, incident_id, body, hash
        from event_log where district_id = 'pushed' and seq = 11`.execute(db)
      await sql`update district_log set last_seq = ${LINES + 1} where district_id = 'pushed'`.execute(db)
    })
    expect(verdict).toEqual({ whole: false, seq: 12, why: 'changed' })
  })

  it('that was added at the end behind the counter’s back', async () => {
    const verdict = await tampered('added', (db) =>
      sql`insert into event_log select district_id, ${LINES + 1}, at, kind, doer, audience, incident_id, body, hash
        from event_log where district_id = 'added' and seq = ${LINES}`.execute(db),
    )
    expect(verdict).toMatchObject({ whole: false, seq: LINES + 1 })
  })
})
