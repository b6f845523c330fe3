import type { TrackFix } from '@lianqin/shared/track/track'
import type { Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import { degrees, markOf, nameOf, said, type TakenBy, type TrackFile } from './file.ts'
import { stretchesOf } from './stretches.ts'

/**
 * GeoJSON (RFC 7946, so WGS-84), a line for each stretch, with the time of every place beside it. The watermark is a foreign
 * member, which readers pass over and many drop, so that its number stands in the properties of each line too.
 */
export function geojson(by: TakenBy): TrackFile {
  const before = { comma: '' }
  return {
    type: 'application/geo+json; charset=utf-8',
    ending: 'geojson',
    head: `{"type":"FeatureCollection","name":${JSON.stringify(nameOf(by.grant))},"description":${JSON.stringify(said(by))},"watermark":${JSON.stringify(markOf(by))},"features":[`,
    async *track(unit, parts) {
      for await (const { fixes, from } of stretchesOf(parts)) {
        // A line that goes on begins where the one before ended, so that nothing is missing between them.
        yield `${before.comma}\n${feature(unit, from ? [from, ...fixes] : fixes, by)}`
        before.comma = ','
      }
    },
    tail: () => '\n]}\n',
  }
}

function feature({ id, name }: Unit, fixes: readonly TrackFix[], { grant }: TakenBy): string {
  const places = fixes.map(({ lon, lat }) => [Number(degrees(lon)), Number(degrees(lat))])
  return JSON.stringify({
    type: 'Feature',
    // A line needs two places.
    geometry:
      places.length > 1 ? { type: 'LineString', coordinates: places } : { type: 'Point', coordinates: places[0] },
    properties: {
      unitId: id,
      unit: name.zh,
      datum: 'WGS-84',
      grantId: grant.id,
      coordTimes: fixes.map(({ at }) => toMoment(at)),
    },
  })
}
