import type { NewIncident } from '@lianqin/shared/incident'
import type { Reference } from '@lianqin/shared/reference'
import { addressOf, descriptionOf } from './drill.text.ts'
import { createScenes } from './places.locate.ts'
import type { Random } from './random.engine.ts'

/** What fills a street's day, by class code: stalls and rubbish far before burst pipes. */
const WEIGHTS: Record<string, number> = {
  E0406: 14,
  E0405: 10,
  E0110: 10,
  E0401: 8,
  E0410: 8,
  E0493: 7,
  E0490: 7,
  E0136: 6,
  E0111: 5,
  E0192: 5,
  E0201: 4,
  E0128: 4,
  E0129: 4,
  E0112: 4,
  E0301: 3,
  E0304: 3,
  E0311: 3,
  E0402: 3,
  C0137: 3,
  C0284: 3,
  C0402: 2,
}

/** A class that is not named: there are many of them. */
const SELDOM = 0.4

/** How often a class is reported as the first of its conditions, for once as each of the others. */
const USUALLY = 3

const SOURCES = [
  { source: 'hotline', weight: 45 },
  { source: 'platform', weight: 20 },
  { source: 'video', weight: 15 },
  { source: 'patrol', weight: 12 },
  { source: 'desk', weight: 8 },
] as const

/** Of the reports that a dispatcher takes, how many are filed in the same breath. */
const FILED_AT_ONCE = 0.75

/** The mark by which a drill knows its own cases again, also after a restart. */
export const DRILL_MARK = 'drill-'
export const isOfDrill = ({ externalNo }: { externalNo: string | null }) => externalNo?.startsWith(DRILL_MARK) ?? false

/** Says what is reported next. `run` and the number make the external number: sent twice, it is still one case. */
export function createReports(reference: Pick<Reference, 'areas' | 'places' | 'matters'>, run: string) {
  const sceneOf = createScenes(reference)
  return (random: Random, number: number): NewIncident => {
    const scene = sceneOf(random)
    const matter = random.weighted(reference.matters, ({ code }) => WEIGHTS[code] ?? SELDOM)
    const condition = random.weighted(matter.conditions, (one) => (one === matter.conditions[0] ? USUALLY : 1))
    const { source } = random.weighted(SOURCES, ({ weight }) => weight)
    return {
      matterId: matter.id,
      conditionCode: condition.code,
      place: { ...scene.place, crs: 'wgs84' },
      address: addressOf(scene),
      description: descriptionOf(matter, condition, source),
      source,
      externalNo: `${DRILL_MARK}${run}-${number}`,
      filed: random.chance(FILED_AT_ONCE),
    }
  }
}
