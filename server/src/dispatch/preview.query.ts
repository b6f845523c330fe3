import { inWgs84 } from '@lianqin/shared/datum'
import { conditionOf } from '@lianqin/shared/matter'
import type { Scope } from '@lianqin/shared/person'
import type { Slot } from '@lianqin/shared/plan'
import type { AskRecommendation, Recommendation } from '@lianqin/shared/recommendation'
import type { Moment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import { filing } from '../incident/filing.engine.ts'
import type { Db } from '../kernel/db.ts'
import { rankOverStreets, type Surroundings } from './ground.query.ts'

/** Who could go, if this report were filed now, for each place that its run card would call: the lead first. A place outside what one may see is refused, as the report would be. */
export async function previewOf(
  db: Db,
  around: Surroundings,
  report: AskRecommendation,
  { now, scope }: { now: Moment; scope: Scope },
): Promise<Recommendation[]> {
  const { catalogue, catalogueVersion, district, locate } = around.territory.current()
  const { matterId, conditionCode = null, place: given } = report
  const matter = catalogue.matterById.get(matterId)
  if (!matter) throw new Problem('matter.missing', { id: matterId })
  const condition = conditionOf(matter, conditionCode)
  if (!condition) throw new Problem('condition.missing', { matter: matterId, condition: conditionCode })
  const place = inWgs84(given)
  const areaId = locate(place)
  if (!areaId) throw new Problem('place.outside', { lon: given.lon, lat: given.lat, crs: given.crs })
  if (scope.kind === 'area' && scope.areaId !== areaId) throw new Problem('place.outside', { scope: scope.areaId })
  const urgent = report.urgent ?? condition.urgent
  const { slots } = filing(now, { areaId, urgent, conditionCode }, matter, district)
  const incident = { id: null, ...place, urgent }
  const question = { incident, areaId, matterId, catalogueVersion, tried: new Map(), now, scope }
  const isLead = ({ part }: Slot) => Number(part === 'lead')
  return rankOverStreets(
    db,
    around,
    question,
    slots.toSorted((a, b) => isLead(b) - isLead(a)),
  )
}
