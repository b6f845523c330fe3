import type { LoggedEvent } from '@lianqin/shared/events'
import { emptyTrack } from '@lianqin/shared/track/track'
import { describe, expect, it } from 'vitest'
import { anEvent, anIncident } from '../../test/fixtures.ts'
import type { UnitTone } from '../map/view-model.ts'
import { readMoment } from './moments.rank.ts'
import { placeAt, waysOf } from './past.rank.ts'
import { createPastFleet } from './past-fleet.ts'
import { storyAt, tellingTimes, tellOn, toldBy } from './story.rank.ts'
import { ticksOf } from './ticks.rank.ts'

describe('where a unit was', () => {
  const track = emptyTrack(3)
  track.at.set([0, 10_000, 200_000])
  track.lon.set([121, 121.001, 121.002])
  track.lat.set([29, 29, 29])

  it('is nowhere until half a minute before its first fix, on its way between two, and where it was last heard of through a silence', () => {
    expect(placeAt(track, -31_000)).toBeNull()
    expect(placeAt(emptyTrack(0), 0)).toBeNull()
    expect(placeAt(track, -9_000)).toMatchObject({ lon: 121, ageMs: 0 })
    expect(placeAt(track, 5_000)?.lon).toBeCloseTo(121.0005, 9)
    expect(placeAt(track, 100_000)).toMatchObject({ lon: 121.001, ageMs: 90_000 })
    expect(placeAt(track, 900_000)).toMatchObject({ lon: 121.002, ageMs: 700_000 })
  })
})

describe('the way a unit went', () => {
  const SECOND = 1_000
  const fixes = [
    [0, 121.44],
    [10, 121.441],
    [20, 121.442],
    [30, 121.442],
    // Silent for five minutes, and found again at the other end of the town.
    [330, 121.5],
    [340, 121.501],
    // Silent for five minutes where it stood.
    [640, 121.501],
    [650, 121.503],
  ] as const
  const track = emptyTrack(fixes.length)
  for (const [row, [second, lon]] of fixes.entries()) {
    track.at[row] = second * SECOND
    track.lon[row] = lon
    track.lat[row] = 29.83
  }
  const ways = (from: number, to: number) =>
    waysOf(track, from * SECOND, to * SECOND, 1).map((way) => way.map(([lon]) => lon))

  it('is drawn where it is known: no line leads over a gap', () => {
    expect(ways(0, 700)).toEqual([
      [121.44, 121.442, 121.442],
      [121.5, 121.501, 121.501, 121.503],
    ])
  })

  it('is that of the span alone', () => {
    expect(ways(10, 21)).toEqual([[121.441, 121.442]])
    expect(ways(25, 335)).toEqual([[121.442], [121.5]])
    expect(ways(40, 300)).toEqual([])
  })
})

describe('what had happened by then', () => {
  const start = { at: '2026-11-24T06:00:00.000Z', incidents: [anIncident()], tasks: [], offers: [], squads: [] }
  const lines = ['06:00:01.000', '06:00:03.000', '06:00:02.990', '06:00:09.000'].map((at, index) =>
    anEvent({
      seq: index + 1,
      at: `2026-11-24T${at}Z`,
      body: { incident: anIncident({ version: index + 2 }) },
    } as Partial<LoggedEvent>),
  )
  const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)

  it('is told in the order of the log, also where a date steps back', () => {
    const times = tellingTimes(lines)
    expect([...times]).toEqual([...times].sort((a, b) => a - b))
    expect(toldBy(times, at('06:00:02.995'))).toBe(1)
    expect(toldBy(times, at('06:00:03.000'))).toBe(3)
  })

  it('is the same whether one plays there or jumps', () => {
    const [played, jumped] = [storyAt(start), storyAt(start)]
    for (let told = 0; told <= lines.length; told++) tellOn(played, lines, told)
    tellOn(jumped, lines, lines.length)
    expect(played).toEqual(jumped)
    expect(played.incidents.get('incident-1')?.version).toBe(5)
  })
})

describe('the ticks of a time line', () => {
  const AHEAD = 8 * 3_600_000
  const at = (words: string) => Date.parse(`${words}:00Z`) - AHEAD
  const said = (from: string, to: string, most: number) =>
    ticksOf({ from: at(from), to: at(to) }, AHEAD, most).map((tick) => ({
      ...tick,
      at: new Date(tick.at + AHEAD).toISOString().slice(0, 16),
    }))

  it('stand at full hours and midnights where the district is, not at those of Greenwich', () => {
    const days = said('2026-11-20T10:30', '2026-11-24T10:30', 8)
    expect(days.map((tick) => tick.at.slice(5))).toEqual([
      ...['11-20T12:00', '11-21T00:00', '11-21T12:00', '11-22T00:00'],
      ...['11-22T12:00', '11-23T00:00', '11-23T12:00', '11-24T00:00'],
    ])
    expect(days.map(({ isMidnight }) => isMidnight)).toEqual(days.map((tick) => tick.at.endsWith('00:00')))
    expect(days.map(({ isNewDay }) => isNewDay)).toEqual([true, true, false, true, false, true, false, true])
    expect(said('2026-11-24T13:09', '2026-11-24T14:10', 7).map((tick) => tick.at.slice(11))).toEqual([
      ...['13:10', '13:20', '13:30', '13:40', '13:50', '14:00', '14:10'],
    ])
  })

  it('of a month are whole days counted from its first midnight', () => {
    const month = said('2026-10-25T10:00', '2026-11-24T10:00', 10)
    expect(month.map((tick) => tick.at)).toEqual([
      ...['2026-10-26T00:00', '2026-11-02T00:00', '2026-11-09T00:00', '2026-11-16T00:00', '2026-11-23T00:00'],
    ])
  })

  it('say where another year begins, and no more than that: December stays December in January', () => {
    const turn = said('2026-12-30T10:00', '2027-01-03T10:00', 5)
    expect(turn.filter(({ isNewYear }) => isNewYear).map((tick) => tick.at)).toEqual(['2027-01-01T00:00'])
    expect(said('2026-12-30T10:00', '2026-12-31T10:00', 5).some(({ isNewYear }) => isNewYear)).toBe(false)
  })
})

describe('a moment that is typed', () => {
  const AHEAD = 8 * 3_600_000
  const now = Date.parse('2026-11-24T06:09:06Z')
  const read = (text: string) => {
    const at = readMoment(text, now, AHEAD)
    return at === null ? null : new Date(at + AHEAD).toISOString().slice(0, 16)
  }

  it('is read on the clock of the district, in full or short', () => {
    expect(read('2026-11-24 14:05')).toBe('2026-11-24T14:05')
    expect(read(' 2026/1/2 9:30 ')).toBe('2026-01-02T09:30')
    expect(read('11-23 08:00')).toBe('2026-11-23T08:00')
    expect(read('12-24 08:00')).toBe('2025-12-24T08:00')
    expect(read('14:10')).toBe('2026-11-24T14:10')
    expect(read('23：30')).toBe('2026-11-23T23:30')
  })

  it('is nothing where there is no such day or minute', () => {
    for (const text of ['', 'now', '2026-02-30 10:00', '2026-13-01 10:00', '24:00', '10:60', '2026-11-24'])
      expect(read(text)).toBeNull()
  })
})

describe('units of the past for the map', () => {
  const row = (id: `unit-${string}`, lon: number, state: UnitTone = 'available') => ({
    ...{ unit: { id }, name: id, state },
    place: { lon, lat: 29, headingDeg: 90, speedMps: 0, ageMs: 0 },
  })

  it('stay in their columns while the same are drawn, so that words are not written anew with each frame', () => {
    const fleetOf = createPastFleet<ReturnType<typeof row>>(({ name }) => name)
    const before = fleetOf([row('unit-1', 121), row('unit-2', 122)])
    const after = fleetOf([row('unit-1', 121.5, 'unknown'), row('unit-2', 122)])
    expect(after).not.toBe(before)
    expect(after.lon).toBe(before.lon)
    expect([...after.lon]).toEqual([1_215_000_000, 1_220_000_000])
    expect([after.tone[0], after.indexOf('unit-2'), after.labelOf(1)]).toEqual([7, 1, 'unit-2'])
    const others = fleetOf([row('unit-1', 121), row('unit-3', 122)])
    expect(others.lon).not.toBe(after.lon)
    expect(fleetOf([row('unit-1', 121)]).count).toBe(1)
  })
})
