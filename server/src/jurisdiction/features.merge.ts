import { inWgs84 } from '@lianqin/shared/datum'
import type { Rings } from '@lianqin/shared/jurisdiction'
import type { Crs } from '@lianqin/shared/wire/place'
import { error, type Finding } from '../kernel/finding.ts'
import { type Position, type Ring, signedAreaM2 } from './rings.locate.ts'

/** Which properties of a feature hold its code and its name. */
export interface FeatureNames {
  code: string
  name: string
}

/** One area as a boundary file draws it, brought to WGS-84. */
export interface Drawn {
  code: string
  name: string
  subject: string
  rings: Rings
  properties: Record<string, unknown>
}

const DECIMALS = 7

/** The areas of a GeoJSON collection in a declared datum. What is no area is told, and the rest is still read. */
export function readFeatures(file: string, collection: unknown, crs: Crs, names: FeatureNames) {
  const features = (collection as { features?: unknown } | null)?.features
  if (!Array.isArray(features)) {
    return { drawn: [], findings: [error('file.unreadable', file, 'is not a GeoJSON FeatureCollection')] }
  }
  const drawn: Drawn[] = []
  const findings: Finding[] = []
  features.forEach((feature: unknown, index) => {
    const read = readFeature(`${file} feature ${index + 1}`, feature, crs, names)
    if ('severity' in read) findings.push(read)
    else drawn.push(read)
  })
  return { drawn, findings: [...findings, ...doubled(drawn)] }
}

function readFeature(unnamed: string, feature: unknown, crs: Crs, names: FeatureNames): Drawn | Finding {
  const { properties, geometry } = (feature ?? {}) as {
    properties?: Record<string, unknown> | null
    geometry?: { type?: unknown; coordinates?: unknown } | null
  }
  const name = String(properties?.[names.name] ?? '')
  const code = String(properties?.[names.code] ?? '')
  const subject = name || code ? `${name} ${code}`.trim() : unnamed
  if (!code) return error('feature.no-code', subject, `has no code: its property "${names.code}" is missing or empty`)
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') {
    return error(
      'feature.no-area',
      subject,
      `is a ${String(geometry?.type ?? 'feature without geometry')}, not a Polygon or MultiPolygon`,
    )
  }
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  if (!isPolygons(polygons))
    return error('feature.no-area', subject, 'has coordinates that are not lists of longitude and latitude')
  return {
    code,
    name: name || code,
    subject,
    rings: polygons.map((polygon) => wound(polygon, crs)),
    properties: properties ?? {},
  }
}

const isPolygons = (value: unknown): value is number[][][][] =>
  Array.isArray(value) &&
  value.every(
    (polygon) => Array.isArray(polygon) && polygon.every((ring) => Array.isArray(ring) && ring.every(isPosition)),
  )

const isPosition = (value: unknown) =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1])

/** In WGS-84, the outer ring counter-clockwise and holes clockwise, as GeoJSON has it; heights are left out. */
function wound(polygon: number[][][], crs: Crs): Ring[] {
  return polygon.map((ring, index) => {
    const moved = ring.map(([lon = 0, lat = 0]) => toPosition(lon, lat, crs))
    const counterClockwise = signedAreaM2(moved) > 0
    return counterClockwise === (index === 0) ? moved : moved.reverse()
  })
}

/** Rounded to centimetres, so that the same vertex in two areas stays the same vertex. */
function toPosition(lon: number, lat: number, crs: Crs): Position {
  if (crs === 'wgs84' || crs === 'cgcs2000') return [lon, lat]
  const place = inWgs84({ lon, lat, crs })
  return [Number(place.lon.toFixed(DECIMALS)), Number(place.lat.toFixed(DECIMALS))]
}

function doubled(drawn: readonly Drawn[]): Finding[] {
  return drawn.flatMap(({ code, subject }, index) => {
    const earlier = drawn.slice(0, index).find((other) => other.code === code)
    return earlier ? [error('area.double-code', subject, `has the code ${code}, which ${earlier.subject} has too`)] : []
  })
}
