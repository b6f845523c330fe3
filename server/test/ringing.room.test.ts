import { type JobName, jobNames } from '@lianqin/shared/jobs'
import { toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { append } from '../src/kernel/event-log.ts'
import { type Ground, openGround } from '../src/kernel/ground.ts'
import { createTimers, type TimerHandlers, type Timers } from '../src/kernel/timers.ts'
import { freshGround } from './kit.ts'

// Timers over a real database, with handlers of the test's own and nobody else to ring them.

const held: {
  ground?: Ground
  timers?: Timers
  drop?: () => Promise<void>
  faults: string[]
  rung: string[]
  slowMs: number
  unprepared: number
} = {
  faults: [],
  rung: [],
  slowMs: 0,
  unprepared: 0,
}
const db = () => (held.ground as Ground).db
const timers = () => held.timers as Timers

beforeAll(async () => {
  const fresh = await freshGround()
  held.drop = fresh.drop
  held.ground = await openGround(readConfig({ ...fresh.environment, NODE_ENV: 'test' }), pino({ level: 'silent' }))
  const { write, writeReserve, reserve } = held.ground
  held.timers = createTimers({
    write,
    writeReserve,
    reserve,
    failed: (what) => held.faults.push(what),
    clock: () => Date.now(),
    unprepared: () => {
      held.unprepared += 1
    },
    // A service elsewhere, as slow as the test wants.
    ahead: { 'dispatch.route': () => new Promise((resolve) => setTimeout(resolve, held.slowMs)) },
    handlers: {
      ...(Object.fromEntries(jobNames.map((name) => [name, async () => {}])) as unknown as TimerHandlers),
      'dispatch.route': async (trx, { incidentId }) => {
        if (incidentId.includes('faulty')) throw new TypeError('a fault of ours')
        if (incidentId.includes('refused')) throw new Problem('matter.missing')
        append(trx, 'district.loaded', { districtId: incidentId, areas: 0, squads: 0 }, { audience: [], incidentId })
        held.rung.push(incidentId)
      },
    },
  })
})
afterAll(async () => {
  await held.ground?.close()
  await held.drop?.()
})
beforeEach(async () => {
  await db().deleteFrom('timer').execute()
  held.faults = []
  held.rung = []
  held.slowMs = 0
  held.unprepared = 0
})

async function arm(
  name: string,
  dueInMs: number,
  change: { attempts?: number; retryAt?: string; ref?: object; kind?: JobName } = {},
) {
  const { ref = { incidentId: `incident-${name}` }, ...rest } = change
  const row = {
    id: `timer-${name}`,
    kind: 'dispatch.route' as JobName,
    version: 1,
    firedAt: null,
    late: false,
    attempts: 0,
    retryAt: null,
    ...rest,
  }
  await db()
    .insertInto('timer')
    .values({ ...row, ref: JSON.stringify(ref), dueAt: toMoment(Date.now() + dueInMs) })
    .execute()
}
const row = (name: string) =>
  db().selectFrom('timer').selectAll().where('id', '=', `timer-${name}`).executeTakeFirstOrThrow()

describe('a timer', () => {
  it('takes effect once, however many ring it at once', async () => {
    await arm('popular', -1)
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 4 === 0 ? timers().sweep() : timers().fire('timer-popular'))),
    )
    expect(held.rung).toEqual(['incident-popular'])
    const lines = await db().selectFrom('eventLog').select('seq').where('incidentId', '=', 'incident-popular').execute()
    expect(lines).toHaveLength(1)
    expect(held.faults).toEqual([])
  })

  it('rung before its moment does nothing, and rings at its moment', async () => {
    await arm('early', 60_000)
    await timers().fire('timer-early')
    await timers().sweep()
    expect(held.rung).toEqual([])
    expect((await row('early')).firedAt).toBeNull()
  })

  it('that nobody knows is nothing', async () => {
    await timers().fire('timer-nobody')
    expect(held.faults).toEqual([])
  })

  it('is late from a minute after its moment on', async () => {
    await arm('punctual', -59_000)
    await arm('late', -61_000)
    await timers().sweep()
    expect([(await row('punctual')).late, (await row('late')).late]).toEqual([false, true])
  })
})

describe('a service that is asked before a timer is fired', () => {
  it('does not hold a sweep up: with fifty due and each answer slow, they ring within seconds, most without it', async () => {
    for (let index = 0; index < 50; index++) await arm(`slow-${index}`, -10_000)
    held.slowMs = 600
    const began = performance.now()
    expect(await timers().sweep()).toBe(50)
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(held.rung).toHaveLength(50)
    expect(held.unprepared).toBeGreaterThanOrEqual(46)
  })
})

describe('a handler that fails', () => {
  it('leaves nothing behind, and is tried again, ever more slowly, up to a minute', async () => {
    await arm('faulty', -1)
    await timers().sweep()
    const first = await row('faulty')
    expect(first).toMatchObject({ firedAt: null, attempts: 1 })
    expect(await timers().sweep()).toBe(0)
    for (const [attempts, least, most] of [
      [3, 6_000, 9_000],
      [40, 58_000, 61_000],
    ] as const) {
      await db()
        .updateTable('timer')
        .set({ attempts, retryAt: toMoment(Date.now() - 1) })
        .execute()
      await timers().sweep()
      const wait = Date.parse((await row('faulty')).retryAt ?? '') - Date.now()
      expect(wait).toBeGreaterThan(least)
      expect(wait).toBeLessThan(most)
    }
    expect(held.faults.length).toBe(3)
  })

  it('does not keep others waiting: with a hundred and fifty that fail, the next one still rings at the second sweep', async () => {
    for (let index = 0; index < 150; index++) await arm(`faulty-${index}`, -10_000)
    await arm('patient', -1)
    await timers().sweep()
    await timers().sweep()
    expect(held.rung).toEqual(['incident-patient'])
    const waiting = await db().selectFrom('timer').select('attempts').where('firedAt', 'is', null).execute()
    expect(waiting.every(({ attempts }) => attempts >= 1)).toBe(true)
  })

  it('because it refuses is put off like any other, and is done once its reason is gone: nobody is forgotten', async () => {
    await arm('refused', -1)
    await timers().sweep()
    expect(await row('refused')).toMatchObject({ firedAt: null, attempts: 1 })
    expect(held.faults).toEqual(['timer timer-refused'])
    const ref = JSON.stringify({ incidentId: 'incident-settled' })
    await db()
      .updateTable('timer')
      .set({ ref, retryAt: toMoment(Date.now() - 1) })
      .execute()
    await timers().sweep()
    expect(held.rung).toEqual(['incident-settled'])
  })

  it('because what it was told is not of its kind, does not stop the sweep', async () => {
    await arm('strange', -2, { ref: { somebody: 'else' } })
    await arm('next', -1)
    await timers().sweep()
    expect(held.rung).toEqual(['incident-next'])
  })
})
