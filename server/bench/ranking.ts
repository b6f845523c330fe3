import { distanceM } from '@lianqin/shared/geo'
import type { Candidate } from '@lianqin/shared/recommendation'
import { freshness } from '@lianqin/shared/unit'
import { authorityOf } from '../src/dispatch/authority.rank.ts'
import { rank } from '../src/dispatch/dispatch.rank.ts'
import { countFree, freeWithout, hindranceOf } from '../src/dispatch/fitness.rank.ts'
import type { Ground } from '../src/dispatch/ground.rank.ts'
import type { Nearest } from '../src/dispatch/nearest.rank.ts'
import { better, costOf } from '../src/dispatch/order.rank.ts'
import { whyOf } from '../src/dispatch/reasons.rank.ts'
import { estimateMinutes } from '../src/dispatch/travel.rank.ts'
import { median } from '../src/drill/figures.engine.ts'
import { casesInCity } from './city.ts'
import { ms, ratio, type Table } from './table.ts'

const SQUADS = 1_000
const UNITS_PER_SQUAD = 10
const CASES = 25
const RUNS = 5

/** Who is ranked, and why. */
type Way = (ground: Ground) => Pick<Candidate, 'squadId' | 'why'>[]

const indexed: Way = (ground) => rank(ground).ranked

/** As one writes it first: every unit measured on the globe, every squad given its reasons, and all of them sorted. */
const naive: Way = (ground) => {
  const free = countFree(ground)
  const all = ground.squads.map((squad) => {
    const authority = authorityOf(
      ground,
      ground.forces.find(({ id }) => id === squad.forceId),
    )
    const near = measured(ground, squad.id)
    const left = freeWithout(ground, squad, free)
    const known = { squad, authority, near, left }
    return {
      ...known,
      idleSince: ground.idleSince.get(squad.id) ?? ('' as const),
      cost: costOf(ground, squad, near, left),
      fit: authority.competent && hindranceOf(ground, squad, known) === null,
      why: whyOf(ground, squad, known),
    }
  })
  return all
    .sort(better)
    .filter(({ fit }) => fit)
    .map(({ squad, why }) => ({ squadId: squad.id, why }))
}

function measured({ units, fixes, incident, now }: Ground, squadId: `squad-${string}`): Nearest {
  const seen = (units.get(squadId) ?? []).flatMap(({ id, kind }) => {
    const fix = fixes.get(id)
    if (!fix) return []
    const metres = distanceM(fix, incident)
    const age = freshness(Date.parse(now) - Date.parse(fix.at))
    return { freshness: age, fix, metres: Math.round(metres), minutes: estimateMinutes(metres, kind), isRouted: false }
  })
  const usable = seen.filter((one) => one.freshness !== 'lost')
  const order = (one: Nearest) => (one.freshness === 'live' ? 0 : 1)
  const best = usable.sort((a, b) => order(a) - order(b) || (a.minutes ?? 0) - (b.minutes ?? 0))[0]
  return best ?? { freshness: 'none', fix: null, metres: null, minutes: null, isRouted: false }
}

/** One recommendation in a city, beside the way one writes it first. */
export async function benchRanking(): Promise<Table[]> {
  const cases = casesInCity(SQUADS, UNITS_PER_SQUAD, CASES)
  for (const ground of cases) agree(ground)
  const [fast, slow] = [lengthOf(indexed, cases), lengthOf(naive, cases)]
  return [
    {
      title: `Ranking ${SQUADS} squads with ${SQUADS * UNITS_PER_SQUAD} units`,
      columns: ['', 'a recommendation', 'this / indexed'],
      rows: [
        ['indexed', ms(fast), ratio(1)],
        ['naive', ms(slow), ratio(slow / fast)],
      ],
      notes: [
        `Medians of ${RUNS} runs over ${CASES} cases all over a city of 100 townships. Naive: great-circle distance to every unit, reasons for every squad, all of them sorted. Both give the same order with the same reasons.`,
      ],
    },
  ]
}

function agree(ground: Ground): void {
  const [a, b] = [indexed, naive].map((way) =>
    JSON.stringify(way(ground).map(({ squadId, why }) => ({ squadId, why }))),
  )
  if (a !== b) throw new Error(`the ways differ for ${ground.incident.id}`)
}

function lengthOf(way: Way, cases: readonly Ground[]): number {
  const lengths = Array.from({ length: RUNS }, () => {
    const started = performance.now()
    for (const ground of cases) way(ground)
    return (performance.now() - started) / cases.length
  })
  return median(lengths) ?? Number.NaN
}
