import { toMoment } from '@lianqin/shared/wire/moment'
import { degrees, type TrackFile } from './file.ts'
import { stretchesOf } from './stretches.ts'

/** A row for each fix; the first row says datum and time. With the mark by which spreadsheets know that it is UTF-8. */
export function csv(): TrackFile {
  return {
    type: 'text/csv; charset=utf-8',
    ending: 'csv',
    head: '\ufefftime_utc,unit_id,unit,lon_wgs84,lat_wgs84,speed_mps,heading_deg,accuracy_m\r\n',
    async *track({ id, name }, parts) {
      const who = `${cell(id)},${cell(name.zh)}`
      for await (const { fixes } of stretchesOf(parts)) {
        const rows = fixes.map(({ at, lon, lat, speedMps, headingDeg, accuracyM }) => {
          const moving = [speedMps.toFixed(1), headingDeg.toFixed(0), accuracyM.toFixed(0)]
          return `${[toMoment(at), who, degrees(lon), degrees(lat), ...moving].join(',')}\r\n`
        })
        yield rows.join('')
      }
    },
    tail: '',
  }
}

/** A spreadsheet takes what begins like this for a formula, in full width too. Numbers are written by us. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/
function cell(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
