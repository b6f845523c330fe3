import type { Incident } from '@lianqin/shared/incident'
import { conditionOf } from '@lianqin/shared/matter'
import type { Doer } from '@lianqin/shared/person'
import { Problem } from '@lianqin/shared/wire/problem'
import { arrivals } from '../drill/arrivals.engine.ts'
import { areas, matters } from './district.engine.ts'
import { ask } from './network.engine.ts'
import { saveNew, type Trx } from './store.engine.ts'
import { freshId, soon, type World } from './world.engine.ts'

const HOTLINE: Doer = { personId: 'person-li', title: 'Li', role: 'dispatcher' }
/** The local hour at which a simulated day begins. */
const MORNING = 6

/** What is reported in the course of the days, more in the busy hours. Whoever reports asks until there is an answer. */
export function openReports(world: World, days: number): void {
  const { mood, random } = world
  const times = arrivals(random, { perHour: mood.reportsPerHour, hours: 24 * days, startHour: MORNING })
  for (const afterMs of times) soon(world, afterMs, () => send(world, reportOf(world)))
}

function send(world: World, report: Report): void {
  const taken: Incident['id'][] = []
  const wish = { what: { report }, work: (trx: Trx) => void taken.push(take(trx, report)) }
  ask(world, HOTLINE, wish, (answer) => {
    const id = taken.at(-1)
    if (answer === 'done' && id) world.clerk.accepted.push(id)
  })
}

type Report = Pick<Incident, 'matterId' | 'areaId' | 'lon' | 'lat' | 'urgent' | 'conditionCode'> & { filed: boolean }

const REPEATED_SHARE = 0.15

function reportOf({ random, store }: World): Report {
  const filed = random.chance(0.6)
  const repeated = random.chance(REPEATED_SHARE) ? [...store.cases.values()].at(-1)?.incident : undefined
  if (repeated) {
    const { matterId, areaId, lon, lat, urgent, conditionCode } = repeated
    return { matterId, areaId, lon, lat, urgent, conditionCode, filed }
  }
  const matter = random.pick(matters)
  const condition = random.pick(matter.conditions)
  const area = random.pick(areas)
  const lon = area.centre.lon + random.between(-0.04, 0.04)
  const lat = area.centre.lat + random.between(-0.02, 0.02)
  const conditionCode = random.chance(0.3) ? null : condition.code
  return { matterId: matter.id, areaId: area.id, lon, lat, urgent: condition.urgent, conditionCode, filed }
}

/** Takes a report as `incident.moves.ts` does: filed at once or waiting for it, each with the timers that belong to it. */
function take(trx: Trx, { filed, ...report }: Report): Incident['id'] {
  const { world, now } = trx
  const { rules, district } = world
  const matter = matters.find(({ id }) => id === report.matterId)
  if (!matter || !conditionOf(matter, report.conditionCode)) throw new Problem('condition.missing')
  const id = freshId(world, 'incident')
  const reported: Incident = { ...BLANK, ...report, id, no: world.store.cases.size + 1, reportedAt: now }
  const incident: Incident = filed
    ? { ...reported, ...rules.filing(now, reported, matter, district), state: 'filed' }
    : reported
  const timers = filed ? rules.filedTimers(now, incident, district) : [rules.fileLimit(now, incident, district)]
  const audience = [incident.areaId]
  saveNew(trx, incident, [{ kind: 'incident.reported', body: { incident }, audience, incidentId: id }], timers)
  return id
}

const BLANK: Omit<Incident, keyof Report | 'id' | 'no' | 'reportedAt'> = {
  catalogueVersion: 1,
  state: 'reported',
  source: 'hotline',
  externalNo: null,
  address: '',
  description: '',
  filedAt: null,
  limit: null,
  dueAt: null,
  extensions: 0,
  leftMs: null,
  suspendedUntil: null,
  askedSince: null,
  slots: [],
  cardId: null,
  level: 0,
  handledAt: null,
  closedAt: null,
  outcome: null,
  closingCode: null,
  duplicateOf: null,
  major: false,
  partOf: null,
  relocated: false,
  version: 1,
}
