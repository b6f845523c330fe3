import { toMoment } from '@lianqin/shared/wire/moment'
import { CSV_MARK, CSV_TYPE, csvCell as cell, csvLine } from '../kernel/csv.codec.ts'
import { degrees, said, type TakenBy, type TrackFile } from './file.ts'
import { stretchesOf } from './stretches.ts'

// biome-ignore format: a row of titles is read as one
const COLUMNS = ['time_utc', 'unit_id', 'unit', 'lon_wgs84', 'lat_wgs84', 'speed_mps', 'heading_deg', 'accuracy_m', 'grant_id', 'taken']

/**
 * A row for each fix; the first row says datum and time. With the mark by which spreadsheets know that it is UTF-8. Comment
 * lines would break most readers, so the watermark has the last two columns: its number in every row, its words in the first
 * row of each unit, and in a row of its own where there is no other.
 */
export function csv(by: TakenBy): TrackFile {
  const [number, words] = [cell(by.grant.id), cell(said(by))]
  const held = { rows: 0 }
  return {
    type: CSV_TYPE,
    ending: 'csv',
    head: `${CSV_MARK}${csvLine(COLUMNS)}`,
    async *track({ id, name }, parts) {
      const who = `${cell(id)},${cell(name.zh)}`
      let mark = words
      for await (const { fixes } of stretchesOf(parts)) {
        const rows = fixes.map(({ at, lon, lat, speedMps, headingDeg, accuracyM }, row) => {
          // Its source said nothing of how exact it is: an empty cell is no claim.
          const exact = accuracyM > 0 ? accuracyM.toFixed(0) : ''
          const moving = [speedMps.toFixed(1), headingDeg.toFixed(0), exact]
          const taken = row === 0 ? mark : ''
          return `${[toMoment(at), who, degrees(lon), degrees(lat), ...moving, number, taken].join(',')}\r\n`
        })
        mark = ''
        held.rows += rows.length
        yield rows.join('')
      }
    },
    tail: () => (held.rows > 0 ? '' : `,,,,,,,,${number},${words}\r\n`),
  }
}
