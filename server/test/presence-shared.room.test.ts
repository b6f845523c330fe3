import type { Offer } from '@lianqin/shared/offer'
import type { Arrival } from '@lianqin/shared/presence'
import type { Fix } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Place } from '@lianqin/shared/wire/place'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { openTerritory } from '../src/jurisdiction/territory.ts'
import { type Bus, localBus } from '../src/kernel/bus.ts'
import { readSince } from '../src/kernel/event-log.ts'
import { createWrite } from '../src/kernel/write.ts'
import { openPresence } from '../src/presence/presence.ts'
import { bookOf } from '../src/unit/fix-book.ts'
import { shapeOver } from '../src/unit/grid.rank.ts'
import { createLeading } from '../src/unit/leading.engine.ts'
import { createNewest, renumber } from '../src/unit/newest.ts'
import { openRoster } from '../src/unit/roster.ts'
import { shareFixes } from '../src/unit/sharing.ts'
import { GULIN, offered, until, useServer } from './kit.ts'
import { moveSquad } from './track.kit.ts'

const server = useServer()
const MARKET = { lon: 121.446, lat: 29.835 }
const AWAY = { lon: GULIN.lon - 0.006, lat: GULIN.lat }
const now = Date.now()
/** Longer than a process takes to follow what another has told. */
const FOLLOWED_MS = 650
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A bus between processes that loses every so-manieth word. */
function aBus(everyNth: number) {
  const local = localBus()
  const held = { said: 0 }
  const say: Bus['say'] = (topic, word) => {
    held.said++
    if (held.said % everyNth !== 0) local.say(topic, word)
  }
  return { ...local, isShared: true, say } satisfies Bus
}

const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const process of open.splice(0)) await process.close()
})

/** What of a process follows units: over one database, each with what it knows itself and what the bus brings. */
async function aProcess(bus: Bus) {
  const { db } = server.app
  const territory = await openTerritory(db, 'haishu')
  const roster = await openRoster(db, territory)
  const newest = createNewest(shapeOver(territory.current().district.bounds, 100))
  renumber(
    newest,
    territory.current().units.map(({ id }) => id),
  )
  const sharing = shareFixes({
    bus,
    newest,
    leading: createLeading(Date.now),
    generation: () => 7,
    isOnDuty: () => true,
  })
  const faults: unknown[] = []
  const write = createWrite({ db, districtId: 'haishu', committed: () => {} })
  const failed = (_: string, error: unknown) => faults.push(error)
  const presence = await openPresence({ db, write, territory, roster, newest, isShared: true, failed })
  const book = bookOf(newest)
  const process = {
    faults,
    presence,
    take(fix: Fix) {
      if (!book.take(fix)) return
      sharing.note(fix.unitId)
      presence.note({ ...fix, at: Date.parse(fix.at) })
    },
    async close() {
      sharing.close()
      await presence.close()
    },
  }
  open.push(process)
  return process
}
type Process = Awaited<ReturnType<typeof aProcess>>

/** A unit goes from place to place, ten seconds each, and calls at one process after the other. */
async function goes(unitId: Fix['unitId'], places: readonly (readonly [second: number, Place])[], calls: Process[]) {
  for (const [step, [second, place]] of places.entries()) {
    const fix = { unitId, at: toMoment(now + second * 1_000), accuracyM: 5, speedMps: 0, headingDeg: 0 }
    calls[step % calls.length]?.take({ ...fix, lon: place.lon, lat: place.lat })
    await pause(FOLLOWED_MS)
    for (const { presence } of open as Process[]) await presence.settle()
  }
}
const every10s = (from: number, ...places: readonly Place[]) =>
  places.map((place, index) => [from + index * 10, place] as const)

const told = async (kind: string) =>
  (await readSince(server.app.db, 'haishu', 0, 10_000)).filter((event) => event.kind === kind)
const passed = async (unitId: string) =>
  (await told('unit.passed')).flatMap(({ body }) =>
    'passage' in body && body.passage.unitId === unitId ? [body.passage.kind] : [],
  )

describe('two servers that hear the same positions', () => {
  it('tell each coming and going once, whichever of them a unit calls at and whatever the bus loses', async () => {
    const bus = aBus(3)
    const [one, other] = [await aProcess(bus), await aProcess(bus)]
    const round = [MARKET, MARKET, MARKET, AWAY, AWAY, AWAY]
    await goes('unit-gulin-1', every10s(0, AWAY, ...round, ...round), [one, other])
    expect(await passed('unit-gulin-1')).toEqual(['enter', 'exit', 'enter', 'exit'])
    expect([...one.faults, ...other.faults]).toEqual([])
  })

  it('go on for each other: who was inside when one of them ended is seen to leave by the other, and by one started anew', async () => {
    await server.onDuty({ name: 'gulin-2', ...AWAY })
    const bus = aBus(1_000_000)
    const [one, other] = [await aProcess(bus), await aProcess(bus)]
    await goes('unit-gulin-2', every10s(0, AWAY, MARKET, MARKET), [one])
    open.splice(open.indexOf(one), 1)
    await one.close()
    await goes('unit-gulin-2', every10s(30, AWAY, AWAY, MARKET, MARKET), [other])
    const third = await aProcess(bus)
    await goes('unit-gulin-2', every10s(70, MARKET, AWAY, AWAY), [third])
    expect(await passed('unit-gulin-2')).toEqual(['enter', 'exit', 'enter', 'exit'])
    await moveSquad(await server.as('gulin-2'), 'sign-off')
  })

  it('propose an arrival once; it is over when the squad leaves, and never comes again once the squad has said no', async () => {
    await server.onDuty({ name: 'gulin-3', ...AWAY })
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-3')]
    const { offer } = await offered(desk)
    await accept(offer)
    const bus = aBus(3)
    const [one, other] = [await aProcess(bus), await aProcess(bus)]
    const arrivals = async () => (await leader.get<{ arrivals: Arrival[] }>('/arrivals')).body.arrivals
    const calls = [one, other]
    await goes('unit-gulin-3', every10s(200, AWAY, GULIN, GULIN, GULIN, GULIN, GULIN, GULIN), calls)
    expect(await told('task.arrival-seen')).toHaveLength(1)
    expect(await arrivals()).toHaveLength(1)
    await goes('unit-gulin-3', every10s(280, AWAY, AWAY, AWAY), calls)
    expect(await told('task.arrival-over')).toHaveLength(1)
    expect(await arrivals()).toEqual([])
    await goes('unit-gulin-3', every10s(310, GULIN, GULIN, GULIN, GULIN, GULIN, GULIN), calls)
    expect(await told('task.arrival-seen')).toHaveLength(2)
    const [again] = await arrivals()
    const dismiss = () => leader.post<Arrival>(`/arrivals/${again?.taskId}/moves`, { move: 'dismiss' })
    expect((await dismiss()).body.dismissedAt).not.toBeNull()
    expect((await dismiss()).status).toBe(200)
    await goes('unit-gulin-3', every10s(380, AWAY, AWAY, AWAY, GULIN, GULIN, GULIN, GULIN, GULIN, GULIN), calls)
    expect([(await told('task.arrival-seen')).length, (await told('task.arrival-over')).length]).toEqual([2, 2])
    expect(await arrivals()).toEqual([])
    expect([...one.faults, ...other.faults]).toEqual([])
  })
})

async function accept(offer: Offer): Promise<void> {
  expect(offer.squadId).toBe('squad-gulin-3')
  const leader = await server.as('gulin-3')
  await leader.post(`/offers/${offer.id}/moves`, { move: 'accept', version: offer.version })
  await until(async () => {
    const { rows } = await sql<{ state: string }>`select state from task where id = ${offer.taskId}`.execute(
      server.app.db,
    )
    return rows[0]?.state === 'accepted'
  })
}
