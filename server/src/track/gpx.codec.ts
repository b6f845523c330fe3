import type { TrackFix } from '@lianqin/shared/track/track'
import { toMoment } from '@lianqin/shared/wire/moment'
import { degrees, nameOf, said, type TakenBy, type TrackFile } from './file.ts'
import { stretchesOf } from './stretches.ts'

/**
 * GPX 1.1, each element where its schema has it: places in WGS-84 and times in UTC by definition. A gap ends a segment. The
 * watermark stands in the metadata, and its number in each track, which keeps it when it is copied out alone.
 */
export function gpx(by: TakenBy): TrackFile {
  return {
    type: 'application/gpx+xml; charset=utf-8',
    ending: 'gpx',
    head: `${HEAD}<metadata><name>${xml(nameOf(by.grant))}</name><desc>${xml(said(by))}</desc><author><name>${xml(by.title)}</name></author><time>${by.takenAt}</time><keywords>${xml(by.grant.id)}</keywords></metadata>\n`,
    async *track({ id, name }, parts) {
      const words = {
        begins: `<trk><name>${xml(name.zh)}</name><desc>${xml(id)}</desc><src>${xml(by.grant.id)}</src>`,
        isOpen: false,
      }
      for await (const { fixes, from } of stretchesOf(parts)) {
        if (from === null) yield `${words.isOpen ? '</trkseg>\n' : words.begins}<trkseg>\n`
        words.isOpen = true
        yield fixes.map(point).join('')
      }
      if (words.isOpen) yield '</trkseg></trk>\n'
    },
    tail: () => '</gpx>\n',
  }
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Lianqin" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
`
const point = ({ at, lon, lat }: TrackFix) =>
  `<trkpt lat="${degrees(lat)}" lon="${degrees(lon)}"><time>${toMoment(at)}</time></trkpt>\n`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const SPACE = /[\t\r\n]/g
const HALF_A_LETTER = /\p{Surrogate}/u
/** Characters that no XML may hold, however escaped, are left out. */
const xml = (text: string) =>
  [...text.replace(SPACE, ' ')]
    .filter((letter) => letter >= ' ' && letter !== '\ufffe' && letter !== '\uffff' && !HALF_A_LETTER.test(letter))
    .map((letter) => entities[letter] ?? letter)
    .join('')
