import { aReport } from './kit.ts'

/** A right body of every route that takes one, and who may send it. */
export const RIGHT: Record<string, { as: string; body: Record<string, unknown> }> = {
  '/session': { as: 'chen', body: { name: 'nobody', password: 'nothing at all' } },
  '/people': {
    as: 'admin',
    body: {
      name: 'li.si',
      title: '李四',
      role: 'dispatcher',
      scope: { kind: 'district' },
      password: 'long enough it is',
    },
  },
  '/people/{id}/moves': { as: 'admin', body: { move: 'disable', version: 1, reason: '离岗' } },
  '/squads/{id}/moves': { as: 'chen', body: { move: 'sign-on', version: 1 } },
  '/officers': {
    as: 'admin',
    body: {
      name: '方舟',
      kind: 'enforcement',
      ownerForceId: 'force-gulin',
      dutySquadId: 'squad-gulin-1',
      licenceNo: 'S330203-9001',
      licenceScope: ['all'],
      licenceUntil: '2099-12-31',
    },
  },
  '/officers/{id}/moves': { as: 'zhou', body: { move: 'extend', version: 1, licenceUntil: '2099-12-31' } },
  '/duty/tables': {
    as: 'chen',
    body: { areaId: 'area-gulin', fromDay: '2026-11-23', toDay: '2026-11-29' },
  },
  '/duty/tables/{id}/moves': { as: 'chen', body: { move: 'publish', version: 1 } },
  '/shift/moves': { as: 'chen', body: { move: 'sign-off' } },
  '/handovers': { as: 'chen', body: { toId: 'person-none', note: '看好古林' } },
  '/handovers/{id}/moves': { as: 'chen', body: { move: 'decline', version: 1, reason: '人手不够' } },
  '/tasks/{id}/crew': { as: 'gulin-1', body: { version: 1, officerIds: ['officer-gulin-1-1'] } },
  '/positions': {
    as: 'gulin-1',
    body: { crs: 'wgs84', fixes: [{ unitId: 'unit-gulin-1', at: '2026-03-02T04:00:00Z', lon: 121.4, lat: 29.8 }] },
  },
  '/positions/bulk': {
    as: 'chen',
    body: { fixes: [{ unitId: 'unit-gulin-1', at: '2026-03-02T04:00:00Z', lon: 121.4, lat: 29.8 }] },
  },
  '/devices': { as: 'zhou', body: { protocol: 'osmand', name: 'phone', unitId: 'unit-gulin-1', crs: 'wgs84' } },
  '/devices/{id}/moves': { as: 'zhou', body: { move: 'revoke', version: 1, reason: '丢失' } },
  '/arrivals/{id}/moves': { as: 'gulin-1', body: { move: 'dismiss' } },
  '/track-views': {
    as: 'zhou',
    body: { from: '2026-03-02T04:00:00Z', to: '2026-03-02T05:00:00Z', purpose: 'look', reason: '核对投诉' },
  },
  '/track-requests': {
    as: 'chen',
    body: { from: '2026-03-02T04:00:00Z', to: '2026-03-02T05:00:00Z', purpose: 'gpx', reason: '案件证据' },
  },
  '/track-requests/{id}/moves': { as: 'zhou', body: { move: 'refuse', version: 1, reason: '理由不足' } },
  '/incidents': { as: 'chen', body: { ...aReport({ filed: false, description: '摊位', address: '路口' }) } },
  '/incidents/imports': {
    as: 'chen',
    body: {
      rows: [
        {
          line: 1,
          matterId: 'matter-e0406',
          place: { lon: 121.4426, lat: 29.832, crs: 'wgs84' },
          address: '',
          description: '',
          externalNo: 'A-1',
          reportedAt: '2026-03-02T04:00:00Z',
          closedAt: null,
          relocated: false,
        },
      ],
    },
  },
  '/incidents/{id}/moves': { as: 'chen', body: { move: 'reject', version: 1, reason: '无此事' } },
  '/incidents/{id}/offers': { as: 'chen', body: { squadIds: ['squad-gulin-1'], version: 1 } },
  '/recommendations': {
    as: 'chen',
    body: { matterId: 'matter-e0406', place: { lon: 121.4426, lat: 29.832, crs: 'wgs84' } },
  },
  '/incidents/{id}/amendments': { as: 'chen', body: { version: 1, urgent: true } },
  '/incidents/{id}/notes': { as: 'chen', body: { text: '已电话联系物业' } },
  '/incidents/{id}/approvals': { as: 'chen', body: { subject: 'extend', version: 1, reason: '需等部门会签' } },
  '/incidents/{id}/supervisions': {
    as: 'zhou',
    body: { kind: 'order', squadId: 'squad-gulin-1', text: '请说明', limit: { clock: 'work_hour', amount: 4 } },
  },
  '/approvals/{id}/moves': { as: 'zhou', body: { move: 'refuse', version: 1, reason: '理由不足' } },
  '/supervisions/{id}/moves': { as: 'gulin-1', body: { move: 'answer', version: 1, reason: '已整改' } },
  '/tasks/{id}/moves': { as: 'gulin-1', body: { move: 'finish', version: 1, result: '已劝离' } },
  '/offers/{id}/moves': { as: 'gulin-1', body: { move: 'decline', version: 1, reason: 'busy' } },
  '/incidents/{id}/leads': {
    as: 'chen',
    body: { itemId: 'item-s001', note: '占道经营，当场取证', party: { kind: 'person', name: '王小明' } },
  },
  '/incidents/{id}/no-lead': { as: 'chen', body: { reason: '当场改正，情节轻微' } },
  '/leads/{id}/moves': { as: 'zhou', body: { move: 'return', version: 1, reason: '证据不足' } },
  '/leads/{id}/decisions': {
    as: 'zhou',
    body: { version: 1, kind: 'penalty', note: '占道经营', fineFen: 10_000, officerIds: ['officer-gulin-1-1'] },
  },
  '/leads/{id}/disclosures': { as: 'zhou', body: {} },
  '/alarms/{id}/moves': { as: 'chen', body: { move: 'clear', version: 1, reason: '已处理' } },
}

/** Routes whose body is a picture; whatever else comes is refused as that. */
export const PICTURES: Record<string, string> = { '/incidents/{id}/photos': 'chen' }

/** Doors of phones and vehicles, which send text of any sort and have no session. */
export const DOORS: readonly string[] = ['/osmand', '/osmand/{secret}', '/owntracks']

const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) })
export const LONE = String.fromCharCode(0xd800)

/** Every way we know to get a body wrong, as text, by what is wrong with it. */
export function wrongBodies(right: Record<string, unknown>): [string, string][] {
  const text = JSON.stringify(right)
  const [first = ''] = Object.keys(right)
  const whole: [string, string][] = [
    ['nothing', ''],
    ['null', 'null'],
    ['a list', `[${text}]`],
    ['a word', '"text"'],
    ['a number', '3'],
    ['cut off', text.slice(0, -1)],
    ['followed by more', `${text}}`],
    ['not JSON', "{'a': 1}"],
    ['NaN', '{"version": NaN}'],
    ['an empty object', '{}'],
    ['an unknown field', JSON.stringify({ ...right, extra: 1 })],
    ['an unknown field, very deep', JSON.stringify({ ...right, extra: deep(25) })],
    ['deep only', JSON.stringify(deep(2_000))],
    ['huge', JSON.stringify({ ...right, extra: 'x'.repeat(300_000) })],
    ['__proto__', text.replace('{', '{"__proto__":{"role":"administrator"},')],
    ['a constructor with a prototype', text.replace('{', '{"constructor":{"prototype":{"role":"administrator"}},')],
    ['the same field twice, wrong at last', `${text.slice(0, -1)},${JSON.stringify(first)}:{}}`],
  ]
  const fields = Object.entries(right).flatMap(([name, value]): [string, string][] => {
    const others: unknown[] = [
      {},
      [],
      ['x'],
      true,
      1.5,
      -1,
      1e30,
      '',
      '💥',
      null,
      `${LONE}`,
      'a\u0000b',
      'x'.repeat(20_000),
    ]
    return (
      others
        // No area is the whole district.
        .filter((other) => other !== null || name !== 'areaId')
        .filter((other) => typeof other !== typeof value || value === null || !isRightToo(name, other))
        .map((other) => [
          `${name} is ${JSON.stringify(other).slice(0, 20)}`,
          JSON.stringify({ ...right, [name]: other }),
        ])
    )
  })
  return [...whole, ...fields]
}

/** Free words may be short, or a picture; a filed flag may be the other one. */
const isRightToo = (name: string, value: unknown) =>
  (['', '💥'].includes(value as string) && ['address', 'description'].includes(name)) ||
  (value === '💥' && ['title', 'reason', 'result', 'name', 'password', 'licenceNo'].includes(name)) ||
  typeof value === 'boolean'

const AN_ID = {
  incidents: 'incident-0',
  tasks: 'task-0',
  offers: 'offer-0',
  alarms: 'alarm-0',
  squads: 'squad-0',
  people: 'person-0',
  officers: 'officer-0',
  tables: 'table-0',
  handovers: 'handover-0',
  leads: 'lead-0',
  photos: 'photo-0',
  devices: 'device-0',
  arrivals: 'task-0',
  'track-requests': 'request-0',
}
/** A route's path with ids that nobody has. */
export const withIds = (path: string) =>
  path.replace(/\/([\w-]+)\/\{id\}/, (_, room: keyof typeof AN_ID) => `/${room}/${AN_ID[room]}`).replace('/api/v1', '')
