import { inWgs84 } from '@lianqin/shared/datum'
import { type Area, AreaMode, District, Fence, NamedPlace } from '@lianqin/shared/jurisdiction'
import { FiledOfficer } from '@lianqin/shared/officer'
import { RunCard } from '@lianqin/shared/plan'
import { DistrictFile } from '@lianqin/shared/reference'
import { OwnSettings, settingsWith } from '@lianqin/shared/settings'
import { Force, SquadFacts } from '@lianqin/shared/squad'
import { Unit } from '@lianqin/shared/unit'
import { Id } from '@lianqin/shared/wire/id'
import { Crs, Place } from '@lianqin/shared/wire/place'
import { Words } from '@lianqin/shared/wire/words'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { error, type Finding, hasError, warning } from '../kernel/finding.ts'
import { rowFindings } from '../kernel/table.merge.ts'
import { type CatalogueParts, mergeCatalogue } from '../matter/catalogue.merge.ts'
import { codeFindings } from './codes.merge.ts'
import type { Drawn } from './features.merge.ts'
import { fenceFindings, fenceIn } from './fences.merge.ts'
import { officerFindings } from './officers.merge.ts'
import { areaM2, boxOf, pointInside, toPlace } from './rings.locate.ts'
import { runCardFindings } from './run-cards.merge.ts'

/** district.json: the district's settings, the datum of every coordinate in the folder, and how its features are named. */
export const DistrictSettings = Type.Object(
  {
    ...Type.Omit(District, ['bounds', 'settings', 'runCards', 'fences']).properties,
    /** Only what differs from what holds where a district says nothing else. */
    settings: Type.Optional(OwnSettings),
    fences: Type.Optional(Type.Array(Fence, { maxItems: 200 })),
    crs: Crs,
    areas: Type.Optional(
      Type.Object(
        { file: Type.Optional(Type.String()), code: Type.Optional(Type.String()), name: Type.Optional(Type.String()) },
        { additionalProperties: false },
      ),
    ),
    outline: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type DistrictSettings = Static<typeof DistrictSettings>

/** What is said of an area beside its drawing, found by its code. */
export const AreaRow = Type.Object(
  {
    id: Id('area'),
    code: Type.String(),
    name: Words,
    short: Words,
    mode: AreaMode,
    centre: Type.Optional(Place),
    share: Type.Number({ minimum: 0, maximum: 100 }),
    approximate: Type.Optional(Type.Boolean()),
    squareKm: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  },
  { additionalProperties: false },
)
export type AreaRow = Static<typeof AreaRow>

/** Every table of a folder but the areas and the catalogue's, and the schema of its rows. */
export const tables = {
  places: Type.Object({ ...NamedPlace.properties }, { additionalProperties: false }),
  forces: Type.Object({ ...Force.properties }, { additionalProperties: false }),
  squads: Type.Object({ ...SquadFacts.properties }, { additionalProperties: false }),
  officers: Type.Object({ ...FiledOfficer.properties }, { additionalProperties: false }),
  units: Type.Object({ ...Unit.properties }, { additionalProperties: false }),
  'run-cards': Type.Object({ ...RunCard.properties }, { additionalProperties: false }),
} as const

export interface DistrictParts {
  settings: DistrictSettings
  drawn: Drawn[]
  areas: AreaRow[]
  places: NamedPlace[]
  catalogue: CatalogueParts
  forces: Force[]
  squads: DistrictFile['squads']
  officers: FiledOfficer[]
  units: Unit[]
  runCards: RunCard[]
}

/** How far a drawn area may be off its stated size before somebody should look. */
const SIZE_TOLERANCE = 0.5

/** Joins the parts of a district into one checked file, or says why there is none. */
export function mergeDistrict(parts: DistrictParts): { file: DistrictFile | null; findings: Finding[] } {
  const { crs, areas: _areas, outline: _outline, settings = {}, fences = [], ...district } = parts.settings
  const joined = joinAreas(parts)
  const merged = mergeCatalogue(parts.catalogue, { areas: joined.areas, forces: parts.forces, name: district.name })
  const inside = ({ lon, lat }: Place) => inWgs84({ lon, lat, crs })
  const file: DistrictFile = {
    district: {
      ...district,
      settings: settingsWith(settings),
      runCards: parts.runCards,
      fences: fences.map((fence) => fenceIn(fence, crs)),
      bounds: boxOf(joined.areas.flatMap(({ rings }) => rings.flat(2))),
    },
    areas: joined.areas,
    places: parts.places.map((place) => ({ ...place, ...inside(place) })),
    catalogue: merged.body,
    forces: parts.forces,
    squads: parts.squads,
    officers: parts.officers,
    units: parts.units,
  }
  const findings = [
    ...joined.findings,
    ...merged.findings,
    ...codeFindings(file),
    ...officerFindings(file),
    ...runCardFindings(file),
    ...fenceFindings(file),
  ]
  if (!hasError(findings) && !Check(DistrictFile, file)) findings.push(...rowFindings(DistrictFile, file, 'district'))
  return { file: hasError(findings) ? null : file, findings }
}

function joinAreas({ settings, drawn, areas: rows }: DistrictParts): { areas: Area[]; findings: Finding[] } {
  const findings: Finding[] = []
  const areas: Area[] = []
  for (const shape of drawn) {
    const row = rows.find(({ code }) => code === shape.code)
    if (!row) {
      findings.push(
        error('area.unknown', shape.subject, `is drawn, but no row of the areas table has its code ${shape.code}`),
      )
      continue
    }
    const { squareKm, centre, approximate = false, ...facts } = row
    const at = centre ? inWgs84({ ...centre, crs: settings.crs }) : toPlace(pointInside(shape.rings))
    areas.push({ ...facts, centre: at, approximate, rings: shape.rings })
    findings.push(...sizeFindings(shape, squareKm))
  }
  for (const { code, name } of rows) {
    if (!drawn.some((shape) => shape.code === code)) {
      findings.push(
        error('area.not-drawn', `${name.zh} ${code}`, 'has a row in the areas table, but no feature draws it'),
      )
    }
  }
  return { areas, findings }
}

function sizeFindings({ subject, rings }: Drawn, squareKm: number | undefined): Finding[] {
  const drawnKm = areaM2(rings) / 1e6
  if (squareKm === undefined || Math.abs(drawnKm - squareKm) <= squareKm * SIZE_TOLERANCE) return []
  return [warning('area.size', subject, `is drawn with ${drawnKm.toFixed(1)} km², stated are ${squareKm} km²`)]
}
