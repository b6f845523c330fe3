import type { Area } from '@lianqin/shared/jurisdiction'
import { soleSlot } from '@lianqin/shared/plan'
import { defaultSettings } from '@lianqin/shared/settings'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Fix, Unit } from '@lianqin/shared/unit'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Ground } from '../src/dispatch/ground.rank.ts'
import { createRandom } from '../src/drill/random.engine.ts'
import { aMatter } from '../test/setting.samples.ts'

// A city made up by chance, the same in every run: townships on a grid, their squads, and units around each of them.

const SIDE = 10
const CELL_DEG = 0.05
const WEST = 121
const SOUTH = 29.5
const NOW = '2026-03-02T04:00:00.000Z'
/** Some positions are live, most stale, a few lost. */
const OLDEST_MS = 700_000
/** Every tenth squad works in the whole city, half of these for the direct force. */
const CITY_WIDE = 10

const words = (text: string) => ({ zh: text, en: text })
const named = (id: string) => ({ name: words(id), short: words(id) })

const centreOf = (n: number) => ({
  lon: WEST + ((n % SIDE) + 0.5) * CELL_DEG,
  lat: SOUTH + (Math.floor(n / SIDE) + 0.5) * CELL_DEG,
})

const townships = Array.from(
  { length: SIDE * SIDE },
  (_, n): Area => ({
    ...named(`area-${n}`),
    id: `area-${n}`,
    code: `3302${String(n).padStart(5, '0')}`,
    mode: n % 2 === 0 ? 'empowered' : 'joint-liaison',
    centre: centreOf(n),
    rings: [],
    approximate: true,
    share: 1,
  }),
)

const forces: Force[] = [
  ...townships.map(({ id }, n): Force => ({ ...named(id), id: `force-${n}`, kind: 'township', areaId: id })),
  { ...named('city'), id: 'force-city', kind: 'department', areaId: null },
  { ...named('direct'), id: 'force-direct', kind: 'direct', areaId: null },
]

function squadAt(n: number): Squad {
  const force = n % CITY_WIDE === 0 ? forces[townships.length + ((n / CITY_WIDE) % 2)] : forces[n % townships.length]
  return {
    ...named(`squad-${n}`),
    id: `squad-${n}`,
    forceId: force?.id ?? 'force-city',
    areaId: force?.areaId ?? null,
    state: n % 11 === 0 ? 'off-duty' : 'on-duty',
    crew: 5,
    licensed: n % 17 === 0 ? 1 : 3,
    version: 1,
  }
}

const unitsOf = ({ id }: Squad, count: number) =>
  Array.from({ length: count }, (_, n): Unit => {
    const unit: Unit['id'] = `unit-${id.slice(6)}-${n}`
    return { id: unit, squadId: id, kind: n % 4 === 3 ? 'foot' : 'car', name: words(unit) }
  })

/** Cases all over a city of so many squads and units. */
export function casesInCity(squadCount: number, unitsPerSquad: number, caseCount: number): Ground[] {
  const random = createRandom('city')
  const around = (n: number) => {
    const { lon, lat } = centreOf(n % townships.length)
    return { lon: lon + random.between(-CELL_DEG, CELL_DEG), lat: lat + random.between(-CELL_DEG, CELL_DEG) }
  }
  const squads = Array.from({ length: squadCount }, (_, n) => squadAt(n))
  const units = new Map(squads.map((squad) => [squad.id, unitsOf(squad, unitsPerSquad)]))
  const fixes = new Map(
    squads.flatMap(({ id }, n) =>
      (units.get(id) ?? []).map((unit): [Unit['id'], Fix] => {
        const at = toMoment(Date.parse(NOW) - Math.floor(random.between(0, OLDEST_MS)))
        return [unit.id, { unitId: unit.id, at, ...around(n), accuracyM: 5, speedMps: 0, headingDeg: 0 }]
      }),
    ),
  )
  const load = new Map(squads.map(({ id }) => [id, Math.floor(random.between(0, 4))]))
  return Array.from({ length: caseCount }, (_, n): Ground => {
    const area = townships[(n * 37) % townships.length] ?? townships[0]
    if (!area) throw new RangeError('no townships')
    return {
      incident: { id: `incident-${n}`, urgent: false, ...around((n * 37) % townships.length) },
      area,
      matter: { ...aMatter, delegatedTo: [area.id] },
      slot: soleSlot(1),
      limits: defaultSettings,
      forces,
      squads,
      units,
      fixes,
      travel: new Map(),
      load,
      pressed: new Set(),
      idleSince: new Map(),
      tried: new Map(),
      now: NOW,
    }
  })
}
