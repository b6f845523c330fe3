import { join } from 'node:path'
import type { Rings } from '@lianqin/shared/jurisdiction'
import type { DistrictFile } from '@lianqin/shared/reference'
import type { Crs } from '@lianqin/shared/wire/place'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { error, type Finding, hasError, warning } from '../kernel/finding.ts'
import { rowFindings } from '../kernel/table.merge.ts'
import { readJson, readTable } from '../kernel/table-files.ts'
import { readCatalogue } from '../matter/catalogue-files.ts'
import { coverageFindings } from './areas.merge.ts'
import { AreaRow, DistrictSettings, mergeDistrict, tables } from './district.merge.ts'
import { type Drawn, type FeatureNames, readFeatures } from './features.merge.ts'
import { ringFindings } from './rings.merge.ts'

/** A district as its folder gives it: the checked file, or none with the reasons. */
export interface ReadDistrict {
  file: DistrictFile | null
  findings: Finding[]
}

const AREAS_FILE = 'areas.geojson'
const NAMES: FeatureNames = { code: 'code', name: 'name' }
const DayRow = Type.Object(
  { day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), kind: Type.Enum(['holiday', 'make-up']) },
  { additionalProperties: false },
)

/** Reads a district's folder, whole: every file is checked before anything is said, so that one run tells all. */
export function readDistrict(folder: string): ReadDistrict {
  const settings = readSettings(folder)
  if ('severity' in settings) return { file: null, findings: [settings] }
  if (Array.isArray(settings)) return { file: null, findings: settings }
  const { code = NAMES.code, name = NAMES.name, file = AREAS_FILE } = settings.areas ?? {}
  const outline = settings.outline ? join(folder, settings.outline) : null
  const { drawn, findings } = readAreas(join(folder, file), settings.crs, { code, name }, outline)
  const areas = readTable(folder, 'areas', AreaRow)
  const days = readTable(folder, 'calendar', DayRow, 'optional')
  const places = readTable(folder, 'places', tables.places, 'optional')
  const catalogue = readCatalogue(folder)
  const forces = readTable(folder, 'forces', tables.forces)
  const squads = readTable(folder, 'squads', tables.squads)
  const units = readTable(folder, 'units', tables.units)
  const officers = readTable(folder, 'officers', tables.officers, 'optional')
  const runCards = readTable(folder, 'run-cards', tables['run-cards'], 'optional')
  const read = [areas, days, places, catalogue, forces, squads, units, officers, runCards]
  findings.push(...read.flatMap((table) => table.findings))
  const merged = mergeDistrict({
    settings: { ...settings, calendar: withDays(settings.calendar, days.rows) },
    drawn,
    areas: areas.rows,
    places: places.rows,
    catalogue: catalogue.parts,
    forces: forces.rows,
    squads: squads.rows,
    units: units.rows,
    officers: officers.rows,
    runCards: runCards.rows,
  })
  findings.push(...merged.findings)
  return { file: hasError(findings) ? null : merged.file, findings }
}

/** Reads and checks a boundary file on its own: rings, gaps and overlaps, without the rest of a district. */
export function readAreas(path: string, crs: Crs, names: FeatureNames, outlinePath: string | null) {
  const collection = readJson(path)
  if (collection === undefined) {
    return { drawn: [] as Drawn[], findings: [error('file.unreadable', path, 'is missing or is not JSON')] }
  }
  const { drawn, findings } = readFeatures(path, collection, crs, names)
  findings.push(...drawn.flatMap(({ subject, rings }) => ringFindings(subject, rings)))
  const outline = outlinePath ? readOutline(outlinePath, crs) : null
  findings.push(...(outline?.findings ?? []))
  // Rings that cross themselves have no inside: there is nothing sensible to say about gaps then.
  if (hasError(findings)) {
    findings.push(warning('check.skipped', path, 'gaps and overlaps were not looked for, because of the errors above'))
  } else findings.push(...coverageFindings(drawn, outline?.rings ?? null))
  return { drawn, findings }
}

function readOutline(path: string, crs: Crs): { rings: Rings; findings: Finding[] } {
  const collection = readJson(path) as { features?: { properties?: object }[] } | undefined
  const features = collection?.features?.map((feature) => ({
    ...feature,
    properties: { code: 'outline', name: 'outline' },
  }))
  const { drawn, findings } = readFeatures(path, { features: features?.slice(0, 1) }, crs, NAMES)
  const rings = drawn.flatMap((shape) => shape.rings)
  return { rings, findings: [...findings, ...ringFindings(path, rings)] }
}

function readSettings(folder: string): DistrictSettings | Finding | Finding[] {
  const path = join(folder, 'district.json')
  const raw = readJson(path)
  if (raw === undefined) return error('file.unreadable', path, 'is missing or is not JSON')
  if (typeof raw === 'object' && raw !== null && !('crs' in raw)) {
    return error(
      'crs.missing',
      path,
      'declares no datum: say "crs": "wgs84", "gcj02", "bd09" or "cgcs2000"; it is never guessed',
    )
  }
  return Check(DistrictSettings, raw) ? raw : rowFindings(DistrictSettings, raw, path)
}

function withDays(calendar: DistrictSettings['calendar'], days: readonly Static<typeof DayRow>[]) {
  const of = (kind: 'holiday' | 'make-up') => days.filter((row) => row.kind === kind).map(({ day }) => day)
  return {
    ...calendar,
    holidays: [...calendar.holidays, ...of('holiday')],
    makeUpDays: [...calendar.makeUpDays, ...of('make-up')],
  }
}
