import type { Track } from '@lianqin/shared/track/track'
import type { TrackGrant } from '@lianqin/shared/track/view'
import { LOST_AFTER_MS, type Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'

// Tracks as files for other programs. Times are UTC, places WGS-84, in every one of them and said so; who took it away, when
// and why stands in the file where its format has a place for it, and the file's name leads to the line of the log.

/** A file in parts: what stands before all tracks, for each track, between two, and behind. */
export interface TrackFile {
  type: string
  ending: string
  head: string
  track: (unit: Unit, track: Track) => string
  between: string
  tail: string
}

/** Whose file it is. */
export interface TakenBy {
  grant: TrackGrant
  title: string
  reason: string
}

export type FileKind = 'gpx' | 'geojson' | 'csv'
export const fileOf = (kind: FileKind, by: TakenBy): TrackFile => files[kind](by)

const DIGITS = 6
const degrees = (value: number) => value.toFixed(DIGITS)
const said = ({ grant, title, reason }: TakenBy) =>
  `${grant.fromAt} – ${grant.toAt} UTC, WGS-84. ${title}: ${reason} (${grant.id})`

/** Rows of a track that follow each other; whoever was lost between two has no line between them. */
function* stretches({ at, count }: Track): Generator<[from: number, to: number]> {
  let from = 0
  for (let row = 1; row <= count; row++) {
    if (row < count && (at[row] ?? 0) - (at[row - 1] ?? 0) <= LOST_AFTER_MS) continue
    yield [from, row]
    from = row
  }
}

const rowsOf = ([from, to]: [number, number]) => Array.from({ length: to - from }, (_, index) => from + index)

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** Characters that no XML may hold, however escaped, are left out. */
const xml = (text: string) =>
  [...text]
    .filter((letter) => letter >= ' ' && letter !== '\ufffe' && letter !== '\uffff')
    .map((letter) => entities[letter] ?? letter)
    .join('')

function gpx(by: TakenBy): TrackFile {
  const point = ({ at, lon, lat }: Track, row: number) =>
    `<trkpt lat="${degrees(lat[row] ?? 0)}" lon="${degrees(lon[row] ?? 0)}"><time>${toMoment(at[row] ?? 0)}</time></trkpt>`
  return {
    type: 'application/gpx+xml; charset=utf-8',
    ending: 'gpx',
    head: `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Lianqin" xmlns="http://www.topografix.com/GPX/1/1"><metadata><desc>${xml(said(by))}</desc></metadata>\n`,
    track: ({ id, name }, track) => {
      const segments = [...stretches(track)].filter(([from, to]) => to > from)
      const drawn = segments.map(
        (rows) =>
          `<trkseg>${rowsOf(rows)
            .map((row) => point(track, row))
            .join('\n')}</trkseg>`,
      )
      return `<trk><name>${xml(name.zh)}</name><desc>${xml(id)}</desc>${drawn.join('\n')}</trk>\n`
    },
    between: '',
    tail: '</gpx>\n',
  }
}

function geojson(by: TakenBy): TrackFile {
  const feature = ({ id, name }: Unit, track: Track, rows: readonly number[]) => {
    const places = rows.map((row) => [Number(degrees(track.lon[row] ?? 0)), Number(degrees(track.lat[row] ?? 0))])
    return JSON.stringify({
      type: 'Feature',
      // A line needs two places.
      geometry:
        places.length > 1 ? { type: 'LineString', coordinates: places } : { type: 'Point', coordinates: places[0] },
      properties: {
        unitId: id,
        unit: name.zh,
        datum: 'WGS-84',
        coordTimes: rows.map((row) => toMoment(track.at[row] ?? 0)),
      },
    })
  }
  return {
    type: 'application/geo+json; charset=utf-8',
    ending: 'geojson',
    head: `{"type":"FeatureCollection","description":${JSON.stringify(said(by))},"features":[\n`,
    track: (unit, track) =>
      [...stretches(track)]
        .filter(([from, to]) => to > from)
        .map((rows) => feature(unit, track, rowsOf(rows)))
        .join(',\n'),
    between: ',\n',
    tail: '\n]}\n',
  }
}

/** A spreadsheet takes what begins like this for a formula. Numbers of ours are written by us. */
const FORMULA = /^[=+\-@\t\r]/
const cell = (text: string) => {
  const plain = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

function csv(_: TakenBy): TrackFile {
  const line = (id: string, name: string, { at, lon, lat, speedMps, headingDeg, accuracyM }: Track, row: number) =>
    [
      toMoment(at[row] ?? 0),
      id,
      name,
      degrees(lon[row] ?? 0),
      degrees(lat[row] ?? 0),
      (speedMps[row] ?? 0).toFixed(1),
      (headingDeg[row] ?? 0).toFixed(0),
      (accuracyM[row] ?? 0).toFixed(0),
    ].join(',')
  return {
    type: 'text/csv; charset=utf-8',
    ending: 'csv',
    // With the mark by which spreadsheets know that names are in UTF-8.
    head: '\ufefftime_utc,unit_id,unit,lon_wgs84,lat_wgs84,speed_mps,heading_deg,accuracy_m\r\n',
    track: ({ id, name }, track) =>
      rowsOf([0, track.count])
        .map((row) => `${line(cell(id), cell(name.zh), track, row)}\r\n`)
        .join(''),
    between: '',
    tail: '',
  }
}

const files: Record<FileKind, (by: TakenBy) => TrackFile> = { gpx, geojson, csv }
