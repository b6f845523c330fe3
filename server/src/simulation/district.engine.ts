import type { Limit } from '@lianqin/shared/calendar'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import type { RunCard, Slot } from '@lianqin/shared/plan'
import type { Force, SquadFacts } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'

// A small district that has one of everything the rules tell apart: empowered townships and one in liaison mode, matters
// on each of the four clocks, plans for joint call-outs, squads of every kind of force.

const named = (name: string) => ({ zh: name, en: name })

const area = (name: string, mode: Area['mode'], lon: number): Area => ({
  id: `area-${name}`,
  code: '330203001',
  name: named(name),
  short: named(name),
  mode,
  centre: { lon, lat: 29.85 },
  rings: [],
  approximate: true,
  share: 33,
})

export const areas: readonly Area[] = [
  area('east', 'empowered', 121.56),
  area('west', 'empowered', 121.46),
  area('hills', 'joint-liaison', 121.36),
]

const force = (name: string, kind: Force['kind'], areaId: Force['areaId'] = null): Force => ({
  id: `force-${name}`,
  name: named(name),
  short: named(name),
  kind,
  areaId,
})

export const forces: readonly Force[] = [
  force('east', 'township', 'area-east'),
  force('west', 'township', 'area-west'),
  force('hills', 'township', 'area-hills'),
  force('direct', 'direct'),
  force('city', 'department'),
  force('water', 'department'),
  force('emergency', 'department'),
]

const STRENGTH = { east: 3, west: 2, hills: 2, direct: 2, city: 3, water: 2, emergency: 2 }

export const squads: readonly SquadFacts[] = Object.entries(STRENGTH).flatMap(([name, strength]) =>
  Array.from({ length: strength }, (_, index) => ({
    id: `squad-${name}-${index + 1}` as const,
    forceId: `force-${name}` as const,
    areaId: forces.find(({ id }) => id === `force-${name}`)?.areaId ?? null,
    name: named(`${name} ${index + 1}`),
  })),
)

export const unitsOf: ReadonlyMap<SquadFacts['id'], readonly Unit[]> = new Map(
  squads.map(({ id, name }, index) => [
    id,
    [{ id: `unit-${index}` as const, squadId: id, kind: index % 4 === 0 ? 'foot' : 'car', name }],
  ]),
)

const condition = (code: string, clock: Limit['clock'], amount: number, urgent = false) => ({
  code,
  name: named(code),
  limit: { clock, amount },
  urgent,
})

type Handled = Pick<Matter, 'conditions' | 'departmentId' | 'delegatedTo'> & Partial<Pick<Matter, 'closing'>>
const matter = (code: string, rest: Handled): Matter => ({
  id: `matter-${code.toLowerCase()}`,
  code,
  kind: 'event',
  name: named(code),
  group: named('street'),
  closing: [],
  itemId: null,
  ...rest,
})

export const matters: readonly Matter[] = [
  matter('E0401', {
    conditions: [condition('stall', 'work_hour', 2), condition('crowd', 'urgent_hour', 1, true)],
    departmentId: 'force-city',
    delegatedTo: ['area-east', 'area-west'],
  }),
  matter('E0107', {
    conditions: [condition('default', 'urgent_hour', 2)],
    departmentId: 'force-city',
    delegatedTo: ['area-east'],
  }),
  matter('E0130', {
    conditions: [condition('leak', 'work_day', 1), condition('flood', 'natural_day', 1, true)],
    closing: [{ code: 'stopped', name: named('stopped') }],
    departmentId: 'force-water',
    delegatedTo: [],
  }),
  matter('E0502', {
    conditions: [condition('gas', 'urgent_hour', 3, true)],
    departmentId: 'force-emergency',
    delegatedTo: [],
  }),
  matter('E0113', {
    conditions: [condition('hole', 'work_day', 3), condition('crack', 'natural_day', 5)],
    departmentId: 'force-city',
    delegatedTo: ['area-east', 'area-west', 'area-hills'],
  }),
]
export const matterById: ReadonlyMap<Matter['id'], Matter> = new Map(matters.map((known) => [known.id, known]))
export const areaById: ReadonlyMap<Area['id'], Area> = new Map(areas.map((known) => [known.id, known]))

const slot = (id: string, forces: Slot['forces'], rest: Partial<Slot> = {}): Slot => ({
  id,
  part: id === 'lead' ? 'lead' : 'member',
  forces,
  minCrew: 0,
  atOnce: 1,
  ...rest,
})

const card = (name: string, rest: Pick<RunCard, 'levels'> & Partial<RunCard>): RunCard => ({
  id: `card-${name}`,
  name: named(name),
  matterIds: [],
  conditionCodes: [],
  areaIds: [],
  hours: null,
  ...rest,
})

const cordon = slot('cordon', ['township', 'direct'], { atOnce: 2 })

export const runCards: readonly RunCard[] = [
  card('gas', {
    matterIds: ['matter-e0502'],
    levels: [
      { slots: [slot('lead', ['authority', 'direct']), cordon, slot('pump', ['force-water'], { minCrew: 2 })] },
      { slots: [cordon, slot('traffic', ['force-city', 'direct'])] },
    ],
  }),
  card('flood', {
    matterIds: ['matter-e0130'],
    conditionCodes: ['flood'],
    levels: [{ slots: [slot('lead', ['authority']), cordon] }, { slots: [slot('shelter', ['force-emergency'])] }],
  }),
  card('night', {
    matterIds: ['matter-e0401'],
    hours: { from: 20 * 60, to: 6 * 60 },
    levels: [
      { slots: [slot('lead', ['authority', 'direct'], { atOnce: 3 }), slot('second', ['direct', 'force-city'])] },
    ],
  }),
]
