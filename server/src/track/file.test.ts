import { createHash } from 'node:crypto'
import { emptyTrack, type Track, type TrackFix } from '@lianqin/shared/track/track'
import type { FilePurpose } from '@lianqin/shared/track/view'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { drive } from '../../test/driving.ts'
import { gpxFaults } from '../../test/gpx.ts'
import { fileOf, type Seal, sealed } from './exporting.ts'
import { nameOf, type TakenBy } from './file.ts'
import { MOST_IN_STRETCH } from './stretches.ts'

const START = 1_772_424_000_000
const MINUTE = 60_000
const unit: Unit = { id: 'unit-a', squadId: 'squad-a', kind: 'car', name: { zh: '=1+1,"甲"\u0007', en: 'x' } }
const by = {
  grant: {
    ...({ id: 'grant-1', unitIds: [unit.id], fromAt: toMoment(START), toAt: toMoment(START + 1), until: '' } as const),
    purpose: 'csv',
  } as const,
  personId: 'person-chen',
  title: '陈立',
  reason: '<b> & "c"\n]]>\u0000\ud800',
  takenAt: toMoment(START),
  second: null,
}

function trackOf(fixes: readonly Pick<TrackFix, 'at' | 'lon' | 'lat'>[]): Track {
  const track = emptyTrack(fixes.length)
  for (const [row, { at, lon, lat }] of fixes.entries()) {
    track.at[row] = at
    track.lon[row] = lon
    track.lat[row] = lat
  }
  return track
}
/** The whole file of these units, each read in such parts. */
async function whole(kind: FilePurpose, ...units: Track[][]): Promise<string> {
  const file = fileOf(kind, { ...by, grant: { ...by.grant, unitIds: [...by.grant.unitIds] } })
  let text = file.head
  async function* parts(tracks: readonly Track[]) {
    yield* tracks
  }
  for (const tracks of units) for await (const piece of file.track(unit, parts(tracks))) text += piece
  return text + file.tail()
}
interface Feature {
  geometry: { type: string; coordinates: unknown[] }
  properties: { coordTimes: string[] }
}
const features = async (...units: Track[][]) => JSON.parse(await whole('geojson', ...units)).features as Feature[]
const fixes = drive('file', 400, { every: 5, jitterMs: 0 })
const alone = trackOf([{ at: START, lon: -71.5, lat: -33 }])
/** A silence of five minutes in which it came to the other end of the town. */
const torn = trackOf([
  { at: START, lon: 121.44, lat: 29.83 },
  { at: START + 10_000, lon: 121.441, lat: 29.83 },
  { at: START + 5 * MINUTE, lon: 121.5, lat: 29.86 },
  { at: START + 5 * MINUTE + 10_000, lon: 121.501, lat: 29.86 },
])
/** Five minutes where it stood. */
const asleep = trackOf([0, 10_000, 5 * MINUTE].map((ms) => ({ at: START + ms, lon: 121.44, lat: 29.83 })))

describe('a file of tracks', () => {
  it.each(['gpx', 'geojson', 'csv'] as const)('is whole as %s without a single track', async (kind) => {
    const text = await whole(kind, [], [emptyTrack(0)])
    if (kind === 'gpx') expect(gpxFaults(text)).toEqual([])
    if (kind === 'geojson') expect(JSON.parse(text).features).toEqual([])
    if (kind === 'csv') expect(parse(text, { bom: true })).toHaveLength(2)
  })

  it.each(['gpx', 'geojson', 'csv'] as const)('is the same as %s in however many parts it is read', async (kind) => {
    const pieces = [fixes.slice(0, 150), [], fixes.slice(150, 151), fixes.slice(151)].map(trackOf)
    expect(await whole(kind, pieces)).toBe(await whole(kind, [trackOf(fixes)]))
  })
})

describe('the watermark', () => {
  const second = { requestId: 'request-7', title: '周敏' }
  const grant = { ...by.grant, unitIds: [...by.grant.unitIds] }
  async function marked(kind: FilePurpose, tracks: Track[], who: TakenBy = { ...by, grant, second }): Promise<string> {
    const file = fileOf(kind, who)
    let text = file.head
    async function* parts() {
      yield* tracks
    }
    for await (const piece of file.track(unit, parts())) text += piece
    return text + file.tail()
  }

  it.each(['gpx', 'geojson', 'csv'] as const)(
    'says in a file of %s who took it, with whose agreement, when, why and by which grant, also without a single track',
    async (kind) => {
      for (const tracks of [[torn], []]) {
        const text = await marked(kind, tracks)
        for (const said of ['陈立 (person-chen) + 周敏 (request-7)', toMoment(START), 'grant-1', 'c'])
          expect(text, said).toContain(said)
      }
      expect(await marked(kind, [torn], { ...by, grant })).not.toContain('request-7')
    },
  )

  it('stands in each track of GPX and each line of GeoJSON too, and in each row of CSV', async () => {
    expect(await marked('gpx', [torn])).toContain('<src>grant-1</src><trkseg>')
    const { features: lines, watermark } = JSON.parse(await marked('geojson', [torn]))
    expect(lines.map(({ properties }: { properties: { grantId: string } }) => properties.grantId)).toEqual([
      'grant-1',
      'grant-1',
    ])
    expect(watermark).toMatchObject({ takenBy: '陈立', agreedBy: '周敏', requestId: 'request-7', reason: by.reason })
    const rows = parse(await marked('csv', [torn]), { bom: true, columns: true }) as Record<string, string>[]
    expect(rows.map(({ grant_id }) => grant_id)).toEqual(Array.from({ length: 4 }, () => 'grant-1'))
    expect(rows.map(({ taken = '' }) => taken.includes('陈立'))).toEqual([true, false, false, false])
  })

  it('a file is called after its first unit, how many they are, its span and its grant, in plain letters', () => {
    expect(nameOf(grant)).toBe('tracks_a_20260302T0400Z_20260302T0400Z_grant-1')
    expect(nameOf({ ...grant, unitIds: ['unit-gulin-1', 'unit-gulin-2', 'unit-gulin-3'] })).toBe(
      'tracks_gulin-1-x3_20260302T0400Z_20260302T0400Z_grant-1',
    )
    const many = Array.from({ length: 400 }, (_, n) => `unit-${'x'.repeat(55)}${n}` as const)
    expect(nameOf({ ...grant, unitIds: many })).toMatch(/^[\w-]{1,150}$/)
  })

  it('is sealed: what left is known by its digest, also where it broke off; what cannot be told breaks it off', async () => {
    async function* pieces() {
      yield '一'
      yield ''
      yield 'two'
    }
    const told: Seal[] = []
    const tell = async (seal: Seal) => void told.push(seal)
    let text = ''
    for await (const piece of sealed(pieces(), tell)) text += piece
    for await (const _ of sealed(pieces(), tell)) break
    const sha256 = (of: string) => createHash('sha256').update(of).digest('hex')
    expect(told).toEqual([
      { bytes: 6, whole: true, sha256: sha256(text) },
      { bytes: 3, whole: false, sha256: sha256('一') },
    ])
    const refused = async () => {
      throw new Error('no log')
    }
    const read = async () => {
      for await (const _ of sealed(pieces(), refused));
    }
    await expect(read()).rejects.toThrow('no log')
  })
})

describe('as GPX', () => {
  const segments = (text: string) => text.split('<trkseg>').slice(1)

  it('it has every element where the schema has it, and says its datum, times, and who took it away and why', async () => {
    const text = await whole('gpx', [trackOf(fixes)], [torn], [alone])
    expect(gpxFaults(text)).toEqual([])
    expect(text).toContain(
      `UTC, WGS-84. 陈立 (person-chen), ${toMoment(START)}: &lt;b&gt; &amp; &quot;c&quot; ]]&gt; (grant-1)`,
    )
    expect(text).toContain('<name>=1+1,&quot;甲&quot;</name>')
    expect(text.match(/<trkpt /g)).toHaveLength(fixes.length + 5)
  })

  it('a gap ends a segment, and a sleep where it stood does not', async () => {
    expect(segments(await whole('gpx', [torn]))).toHaveLength(2)
    expect(segments(await whole('gpx', [asleep]))).toHaveLength(1)
  })

  it('the checker of these tests finds what is wrong', () => {
    const wrong = (text: string) => gpxFaults(text).length
    const gpx = (inside: string) =>
      `<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">${inside}</gpx>`
    expect(wrong(gpx('<metadata><name>a</name></metadata>'))).toBe(0)
    for (const inside of [
      '<trk><trkseg></trkseg><name>a</name></trk>',
      '<metadata><time>2026-03-02T04:00:00Z</time><desc>a</desc></metadata>',
      '<trk><trkseg><trkpt lat="91" lon="0"></trkpt></trkseg></trk>',
      '<trk><trkseg><trkpt lat="1" lon="0"><time>yesterday</time></trkpt></trkseg></trk>',
      '<track></track>',
      '<trk>',
      '<trk></trk><metadata></metadata>',
    ])
      expect(wrong(gpx(inside)), inside).toBeGreaterThan(0)
  })
})

describe('as GeoJSON', () => {
  it('it is a line with a time for every place, a point where there is no line, and none across a gap', async () => {
    const [first, second, third] = await features([torn], [alone])
    for (const line of [first, second])
      expect(line).toMatchObject({
        geometry: { type: 'LineString' },
        properties: { datum: 'WGS-84', unitId: 'unit-a' },
      })
    expect(first?.properties.coordTimes).toEqual([toMoment(START), toMoment(START + 10_000)])
    expect(third?.geometry).toEqual({ type: 'Point', coordinates: [-71.5, -33] })
    expect(await features([asleep])).toHaveLength(1)
  })

  it('a long way is several lines, each beginning where the one before ended', async () => {
    const long = Array.from({ length: MOST_IN_STRETCH + 500 }, (_, n) => ({
      at: START + n * 1_000,
      lon: 121 + n * 1e-5,
      lat: 29,
    }))
    const [one, other, ...more] = await features([trackOf(long)])
    expect(more).toEqual([])
    expect(one?.geometry.coordinates).toHaveLength(MOST_IN_STRETCH)
    expect(other?.geometry.coordinates).toHaveLength(501)
    expect(other?.geometry.coordinates[0]).toEqual(one?.geometry.coordinates.at(-1))
    for (const line of [one, other])
      expect(line?.properties.coordTimes).toHaveLength(line?.geometry.coordinates.length ?? 0)
  })
})

describe('as CSV', () => {
  it('it says datum, time and units in its first row; numbers below zero stay numbers, and what was not said stays empty', async () => {
    const text = await whole('csv', [alone])
    expect(
      text.startsWith(
        '\ufefftime_utc,unit_id,unit,lon_wgs84,lat_wgs84,speed_mps,heading_deg,accuracy_m,grant_id,taken\r\n',
      ),
    ).toBe(true)
    expect(text).toContain(`${toMoment(START)},unit-a,"'=1+1,""甲""\u0007",-71.500000,-33.000000,0.0,0,,grant-1,"`)
  })

  it.each(['=1', '+1', '-1', '@a', '\t=1', '\r=1', '\n1', '  =1', '\uff1d1', '\uff0b1', '\uff0d1', '\uff201'])(
    'no spreadsheet takes a unit that is called %j for a formula',
    async (name) => {
      const file = fileOf('csv', { ...by, grant: { ...by.grant, unitIds: [] } })
      let text = file.head
      async function* parts() {
        yield alone
      }
      for await (const piece of file.track({ ...unit, name: { zh: name, en: name } }, parts())) text += piece
      const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[]
      expect(row?.unit).toBe(`'${name}`)
    },
  )
})
