import { inWgs84 } from '@lianqin/shared/datum'
import type { Fence, Rings } from '@lianqin/shared/jurisdiction'
import type { DistrictFile } from '@lianqin/shared/reference'
import type { Crs } from '@lianqin/shared/wire/place'
import { error, type Finding } from '../kernel/finding.ts'

/** A fence as the folder draws it, in the datum that is stored. */
export const fenceIn = (fence: Fence, crs: Crs): Fence => ({
  ...fence,
  rings: fence.rings && inDatum(fence.rings, crs),
})

const inDatum = (rings: Rings, crs: Crs): Rings =>
  rings.map((polygon) =>
    polygon.map((ring) =>
      ring.map(([lon, lat]): [number, number] => {
        const place = inWgs84({ lon, lat, crs })
        return [place.lon, place.lat]
      }),
    ),
  )

/** What a fence cannot be: two at once, neither, an area that is not there, or a stay without its length. */
export function fenceFindings({ district, areas }: Pick<DistrictFile, 'district' | 'areas'>): Finding[] {
  const known = new Set(areas.map(({ id }) => id))
  const seen = new Set<Fence['id']>()
  return district.fences.flatMap(({ id, rings, areaId, tells, dwellMin }) => {
    const findings: Finding[] = []
    if (seen.has(id)) findings.push(error('fence.twice', id, 'stands in the list twice'))
    seen.add(id)
    if ((rings === null) === (areaId === null))
      findings.push(error('fence.shape', id, 'is either drawn (rings) or the line of an area (areaId)'))
    if (areaId !== null && !known.has(areaId))
      findings.push(error('fence.area-unknown', id, `is the line of ${areaId}, which is no area here`))
    if (tells.includes('dwell') !== (dwellMin !== null))
      findings.push(error('fence.dwell', id, 'tells of whoever stays exactly if it says how long (dwellMin)'))
    return findings
  })
}
