import type { Area } from '@lianqin/shared/jurisdiction'
import { soleSlot } from '@lianqin/shared/plan'
import type { Candidate, Recommendation } from '@lianqin/shared/recommendation'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Fix, Unit } from '@lianqin/shared/unit'
import type { Ground } from '../src/dispatch/ground.rank.ts'
import { after, anIncident, aSquad, NOON } from './samples.ts'
import { aMatter } from './setting.samples.ts'

// A small district as values, for tests of the ranking: two townships, a department, the direct force.

const words = (text: string) => ({ zh: text, en: text })
const force = (name: string, change: Partial<Force> = {}): Force => ({
  id: `force-${name}`,
  name: words(name),
  short: words(name),
  kind: 'township',
  areaId: `area-${name}`,
  ...change,
})
export const gulin: Area = {
  id: 'area-gulin',
  code: '330203103',
  name: words('gulin'),
  short: words('gulin'),
  mode: 'empowered',
  centre: { lon: 121.44, lat: 29.83 },
  rings: [],
  approximate: true,
  share: 8,
}
export const liaison: Area = { ...gulin, mode: 'joint-liaison' }
const FORCES = [
  force('gulin'),
  force('gaoqiao'),
  force('city', { kind: 'department', areaId: null }),
  force('market', { kind: 'department', areaId: null }),
  force('direct', { kind: 'direct', areaId: null }),
]
export const gulin1 = aSquad('gulin-1')
export const gulin2 = aSquad('gulin-2')
export const gaoqiao1 = aSquad('gaoqiao-1', { forceId: 'force-gaoqiao', areaId: 'area-gaoqiao' })
export const city1 = aSquad('city-1', { forceId: 'force-city', areaId: null })
export const market1 = aSquad('market-1', { forceId: 'force-market', areaId: null })
export const direct1 = aSquad('direct-1', { forceId: 'force-direct', areaId: null })
export const everybody = [gulin1, gulin2, gaoqiao1, city1, market1, direct1]

const METRE_NORTH = 1 / 111_195

/** A unit of a squad so many metres north of the case, seen so many seconds ago. */
export interface Stand {
  squad: Squad
  metres: number
  ageS?: number
  kind?: Unit['kind']
}
const unitId = ({ squad, kind = 'car' }: Stand): Unit['id'] => `unit-${squad.id.slice(6)}-${kind}`

export const standing = (...stands: Stand[]): Pick<Ground, 'units' | 'fixes'> => ({
  units: Map.groupBy(
    stands.map((stand): Unit => {
      const { squad, kind = 'car' } = stand
      return { id: unitId(stand), squadId: squad.id, kind, name: words(kind) }
    }),
    ({ squadId }) => squadId,
  ),
  fixes: new Map(
    stands.map((stand): [Unit['id'], Fix] => {
      const { metres, ageS = 10 } = stand
      const at = { lon: 121.4426, lat: 29.832 + metres * METRE_NORTH, at: after(-ageS) }
      return [unitId(stand), { unitId: unitId(stand), ...at, accuracyM: 5, speedMps: 0, headingDeg: 0 }]
    }),
  ),
})

/** Everybody on duty, free, and seen just now; those without authority stand nearest. */
export const aGround = (change: Partial<Ground> = {}): Ground => ({
  incident: anIncident({ state: 'filed' }),
  area: gulin,
  matter: aMatter,
  slot: soleSlot(1),
  limits: { stackAtMost: 3, reserve: 0, minLicensed: 2 },
  forces: FORCES,
  squads: everybody,
  ...standing(
    { squad: gulin1, metres: 500 },
    { squad: gulin2, metres: 1_500 },
    { squad: gaoqiao1, metres: 100 },
    { squad: city1, metres: 200 },
    { squad: direct1, metres: 300 },
    { squad: market1, metres: 400 },
  ),
  travel: new Map(),
  load: new Map(),
  pressed: new Set(),
  idleSince: new Map(),
  tried: new Map(),
  now: NOON,
  ...change,
})

export const names = (list: readonly Candidate[]) => list.map(({ squadId }) => squadId.slice(6))

export const candidateOf = ({ ranked, passedOver }: Recommendation, { id }: Squad) =>
  [...ranked, ...passedOver].find(({ squadId }) => squadId === id)

export const whyOf = (recommendation: Recommendation, squad: Squad) =>
  candidateOf(recommendation, squad)?.why.map(({ code }) => code)
