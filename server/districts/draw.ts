import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tracedRings } from './draw-arcs.ts'
import { type Seed, seededCells } from './draw-cells.ts'

const FOLDER = join(import.meta.dirname, 'haishu')

interface AreaFacts {
  code: string
  name: { zh: string; en: string }
  centre: { lon: number; lat: number }
  squareKm: number
}

/**
 * Draws the demo district from nothing but the centre and the stated size of each area: cells of a power diagram, bent by
 * smooth noise, inside an outline that follows the centres. No surveyed or published line goes into it, so it may be
 * shipped, and it must never decide a real case.
 */
export function drawDistrict(facts: readonly AreaFacts[]): string {
  const seeds: Seed[] = facts.map(({ centre, squareKm }) => ({ ...centre, squareKm }))
  const rings = tracedRings(seededCells(seeds))
  const features = facts.map(({ code, name }, index) => ({
    type: 'Feature',
    properties: { code, name: name.zh, approximate: true },
    geometry: { type: 'Polygon', coordinates: [rings[index]] },
  }))
  return `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`
}

export const readAreaFacts = (): AreaFacts[] => JSON.parse(readFileSync(join(FOLDER, 'areas.json'), 'utf8'))
export const DRAWING = join(FOLDER, 'areas.geojson')

if (import.meta.main) writeFileSync(DRAWING, drawDistrict(readAreaFacts()))
