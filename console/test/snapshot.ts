import type { Incident } from '@lianqin/shared/incident'
import type { Fix } from '@lianqin/shared/unit'
import type { Snapshot } from '@lianqin/shared/wall'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { IncidentDetail } from '../src/incident/incident.store.ts'
import { areas, CELL, cell, matters, squads, units } from './district.ts'
import { aFix, anIncident, before, HOUR, MINUTE, NOW } from './fixtures.ts'

/* Many rows at once. The same seed makes the same ones; `aSnapshot` fills the district of district.ts with so many incidents. */

/** Numbers between 0 and 1 that only look like chance (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** So many incidents over the district: one in eight overdue, one in eight due within minutes, one in sixteen urgent. */
export function manyIncidents(count: number, seed = 7): Incident[] {
  const chance = seeded(seed)
  return Array.from({ length: count }, (_, index) => {
    const area = Math.floor(chance() * areas.length)
    const { lon, lat } = cell(area)
    const late = index % 8 === 0
    const due = index % 8 === 1
    return anIncident({
      id: `incident-${index + 1}`,
      no: index + 1,
      matterId: matters[index % matters.length]?.id ?? 'matter-e0406',
      areaId: areas[area]?.id ?? 'area-gulin',
      state: index % 2 === 0 ? 'filed' : 'dispatched',
      urgent: index % 16 === 3,
      lon: lon + chance() * CELL,
      lat: lat + chance() * CELL,
      reportedAt: before(4 * HOUR),
      filedAt: before(4 * HOUR),
      dueAt: late ? before(20 * MINUTE) : due ? before(-10 * MINUTE) : before(-20 * HOUR),
    })
  })
}

/** A place for every unit, all fresh unless said otherwise. */
export function manyFixes(seed = 11, at: Moment = before(4_000)): Fix[] {
  const chance = seeded(seed)
  return units.map((unit) => {
    const squad = squads.find((candidate) => candidate.id === unit.squadId)
    const area = areas.findIndex((candidate) => candidate.id === squad?.areaId)
    const { lon, lat } = cell(Math.max(0, area))
    return aFix({
      unitId: unit.id,
      at,
      lon: lon + chance() * CELL,
      lat: lat + chance() * CELL,
      headingDeg: chance() * 360,
    })
  })
}

/** Everything about a case, as the server tells it. */
export const aCaseFile = (incident: Incident, over: Partial<IncidentDetail> = {}): IncidentDetail => ({
  incident,
  tasks: [],
  offers: [],
  alarms: [],
  approvals: [],
  supervisions: [],
  photos: [],
  lead: null,
  omission: null,
  repeats: [],
  linked: [],
  timeline: [],
  ...over,
})

export const aSnapshot = (count: number, over: Partial<Snapshot> = {}): Snapshot => ({
  seq: count,
  at: NOW,
  incidents: manyIncidents(count),
  tasks: [],
  offers: [],
  alarms: [],
  squads,
  approvals: [],
  supervisions: [],
  recent: [],
  ...over,
})
