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
  for (const afterMs of times)
    soon(world, afterMs, () => {
      const report = reportOf(world)
      ask(world, HOTLINE, { what: { report }, work: (trx) => take(trx, report) }, (answer) => {
        if (answer === 'done') world.clerk.accepted.push(report.id)
      })
    })
}

type Report = Pick<Incident, 'id' | 'matterId' | 'areaId' | 'lon' | 'lat' | 'urgent' | 'conditionCode'> & {
  filed: boolean
}

const REPEATED_SHARE = 0.15

function reportOf(world: World): Report {
  const { random, store } = world
  const id = freshId(world, 'incident')
  const filed = random.chance(0.6)
  const repeated = random.chance(REPEATED_SHARE) ? [...store.cases.values()].at(-1)?.incident : undefined
  if (repeated) {
    const { matterId, areaId, lon, lat, urgent, conditionCode } = repeated
    return { id, matterId, areaId, lon, lat, urgent, conditionCode, filed }
  }
  const matter = random.pick(matters)
  const condition = random.pick(matter.conditions)
  const area = random.pick(areas)
  const lon = area.centre.lon + random.between(-0.04, 0.04)
  const lat = area.centre.lat + random.between(-0.02, 0.02)
  const conditionCode = random.chance(0.3) ? null : condition.code
  return { id, matterId: matter.id, areaId: area.id, lon, lat, urgent: condition.urgent, conditionCode, filed }
}

/** Takes a report as `incident.moves.ts` does: filed at once or waiting for it, each with the timers that belong to it. */
function take(trx: Trx, { filed, ...report }: Report): void {
  const { world, now } = trx
  const { rules, district } = world
  const matter = matters.find(({ id }) => id === report.matterId)
  if (!matter || !conditionOf(matter, report.conditionCode)) throw new Problem('condition.missing')
  const reported: Incident = { ...BLANK, ...report, no: world.store.cases.size + 1, reportedAt: now }
  const incident: Incident = filed
    ? { ...reported, ...rules.filing(now, reported, matter, district), state: 'filed' }
    : reported
  const timers = filed ? rules.filedTimers(now, incident, district) : [rules.fileLimit(now, incident, district)]
  const audience = [incident.areaId]
  saveNew(trx, incident, [{ kind: 'incident.reported', body: { incident }, audience, incidentId: incident.id }], timers)
}

const BLANK: Omit<Incident, keyof Report | 'no' | 'reportedAt'> = {
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
