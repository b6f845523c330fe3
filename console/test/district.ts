import type { Area, District } from '@lianqin/shared/jurisdiction'
import type { Matter } from '@lianqin/shared/matter'
import type { Slot } from '@lianqin/shared/plan'
import type { Reference } from '@lianqin/shared/reference'
import { defaultSettings } from '@lianqin/shared/settings'
import type { Force, Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'

/* A made-up district of six square areas, valid on the wire, for tests of every screen. */

export const WEST = 121.3
export const SOUTH = 29.78
export const CELL = 0.06
const names = [
  ['gulin', '古林', 'Gulin', '镇'],
  ['gaoqiao', '高桥', 'Gaoqiao', '镇'],
  ['gulou', '鼓楼', 'Gulou', '街道'],
  ['dongqiao', '洞桥', 'Dongqiao', '镇'],
  ['shiqi', '石碶', 'Shiqi', '街道'],
  ['jiangxia', '江厦', 'Jiangxia', '街道'],
] as const

/** South-west corner of an area. */
export const cell = (index: number) => ({ lon: WEST + (index % 3) * CELL, lat: SOUTH + Math.floor(index / 3) * CELL })

export const areas: Area[] = names.map(([id, zh, en, kind], index) => {
  const { lon, lat } = cell(index)
  const ring: [number, number][] = [
    [lon, lat],
    [lon + CELL, lat],
    [lon + CELL, lat + CELL],
    [lon, lat + CELL],
    [lon, lat],
  ]
  return {
    id: `area-${id}`,
    code: `33020390${index}`,
    name: { zh: `${zh}${kind}`, en: `${en} ${kind === '镇' ? 'Town' : 'Subdistrict'}` },
    short: { zh, en },
    mode: index % 3 === 2 ? 'joint-liaison' : 'empowered',
    centre: { lon: lon + CELL / 2, lat: lat + CELL / 2 },
    rings: [[ring]],
    approximate: true,
    share: 100 / names.length,
  }
})

const slot = (id: string, part: Slot['part'], forces: Slot['forces'], minCrew = 0): Slot => ({
  id,
  part,
  forces,
  minCrew,
  atOnce: 1,
})
/** Whom the run card of a road collapse calls: two at once, one more at the next level. */
export const jointSlots: Slot[] = [
  slot('lead', 'lead', ['authority']),
  slot('water', 'member', ['force-gulin', 'direct']),
  slot('cordon', 'member', ['township'], 3),
]

const district: District = {
  id: 'haishu',
  name: { zh: '海曙区', en: 'Haishu District' },
  centreName: { zh: '海曙区综合行政执法指挥中心', en: 'Haishu Enforcement Command Centre' },
  bounds: [WEST, SOUTH, WEST + 3 * CELL, SOUTH + 2 * CELL],
  synthetic: true,
  attribution: { zh: '合成数据', en: 'Synthetic data' },
  calendar: {
    utcOffsetMinutes: 480,
    periods: [
      { from: 480, to: 720 },
      { from: 840, to: 1080 },
    ],
    holidays: [],
    makeUpDays: [],
  },
  settings: defaultSettings,
  fences: [],
  runCards: [
    {
      id: 'card-collapse',
      name: { zh: '路面塌陷联动', en: 'Road collapse' },
      matterIds: ['matter-e0505'],
      conditionCodes: [],
      areaIds: [],
      hours: null,
      levels: [{ slots: jointSlots.slice(0, 2) }, { slots: jointSlots.slice(2) }],
    },
  ],
}

const matter = (id: `matter-${string}`, zh: string, en: string, urgent = false): Matter => ({
  id,
  code: id.slice('matter-'.length).toUpperCase(),
  kind: 'event',
  name: { zh, en },
  group: { zh: '街面秩序', en: 'Street order' },
  conditions: [{ code: 'default', name: { zh, en }, limit: { clock: 'urgent_hour', amount: urgent ? 2 : 4 }, urgent }],
  closing: [],
  itemId: null,
  departmentId: 'force-direct',
  delegatedTo: areas.filter((area) => area.mode === 'empowered').map((area) => area.id),
})

export const matters: Matter[] = [
  matter('matter-e0406', '占道经营', 'Street trading'),
  matter('matter-e0407', '店外经营', 'Trading outside the shop'),
  matter('matter-e0505', '路面塌陷', 'Road collapse', true),
  {
    ...matter('matter-c0102', '污水井盖', 'Sewer manhole cover'),
    kind: 'component',
    conditions: [
      {
        code: 'missing',
        name: { zh: '缺失', en: 'Missing' },
        limit: { clock: 'urgent_hour', amount: 2 },
        urgent: true,
      },
      { code: 'broken', name: { zh: '破损', en: 'Broken' }, limit: { clock: 'work_hour', amount: 4 }, urgent: false },
      { code: 'sunken', name: { zh: '沉陷', en: 'Sunken' }, limit: { clock: 'work_day', amount: 5 }, urgent: false },
    ],
    closing: [
      { code: 'repaired', name: { zh: '已修复', en: 'Repaired' } },
      { code: 'made-safe', name: { zh: '已设防护', en: 'Made safe' } },
    ],
  },
]

const forces: Force[] = [
  {
    id: 'force-direct',
    name: { zh: '区直属执法队', en: 'District Direct Force' },
    short: { zh: '直属', en: 'Direct' },
    kind: 'direct',
    areaId: null,
  },
  ...areas.map(
    (area): Force => ({
      id: `force-${area.id.slice(5)}`,
      name: area.name,
      short: area.short,
      kind: 'township',
      areaId: area.id,
    }),
  ),
]

/** Two squads to an area, one unit to a squad; every fourth squad is off duty. */
export const squads: Squad[] = areas.flatMap((area, index) =>
  [1, 2].map((number): Squad => {
    const short = area.id.slice('area-'.length)
    return {
      id: `squad-${short}-${number}`,
      forceId: `force-${short}`,
      areaId: area.id,
      name: { zh: `${area.short.zh}${number === 1 ? '一' : '二'}队`, en: `${area.short.en} ${number}` },
      state: (index * 2 + number) % 4 === 0 ? 'off-duty' : 'on-duty',
      crew: null,
      licensed: null,
      version: 1,
    }
  }),
)

export const units: Unit[] = squads.map((squad) => ({
  id: `unit-${squad.id.slice('squad-'.length)}`,
  squadId: squad.id,
  kind: 'car',
  name: squad.name,
}))

export const aReference = (over: Partial<Reference> = {}): Reference => ({
  district,
  areas,
  places: [
    { name: { zh: '鼓楼站', en: 'Gulou Metro' }, lon: WEST + 2.5 * CELL, lat: SOUTH + CELL / 2, areaId: 'area-gulou' },
  ],
  catalogueVersion: 1,
  matters,
  retired: [],
  exercised: [],
  forces,
  units,
  ...over,
})
