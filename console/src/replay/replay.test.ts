import type { LoggedEvent } from '@lianqin/shared/events'
import { emptyTrack } from '@lianqin/shared/track/track'
import { describe, expect, it } from 'vitest'
import { anEvent, anIncident } from '../../test/fixtures.ts'
import { placeAt, waysOf } from './past.rank.ts'
import { storyAt, tellingTimes, tellOn, toldBy } from './story.rank.ts'

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
