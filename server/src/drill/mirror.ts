import type { Alarm } from '@lianqin/shared/alarm'
import { type Incident, isOpenIncident } from '@lianqin/shared/incident'
import { isLiveOffer, type Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { isOpenTask, type Task } from '@lianqin/shared/task'
import type { Rows } from './feed.client.ts'

/** What one screen knows to be standing: rows replaced by version, and forgotten when they are over, so it never grows. */
export interface Mirror {
  incidents: Map<Incident['id'], Incident>
  tasks: Map<Task['id'], Task>
  offers: Map<Offer['id'], Offer>
  alarms: Map<Alarm['id'], Alarm>
  squads: Map<Squad['id'], Squad>
  take: (rows: Rows, whole: boolean) => void
}

export function createMirror(): Mirror {
  const held = {
    incidents: new Map<Incident['id'], Incident>(),
    tasks: new Map<Task['id'], Task>(),
    offers: new Map<Offer['id'], Offer>(),
    alarms: new Map<Alarm['id'], Alarm>(),
    squads: new Map<Squad['id'], Squad>(),
  }
  return {
    ...held,
    take({ incidents, tasks, offers, alarms, squads }, whole) {
      if (whole) for (const known of Object.values(held)) known.clear()
      keep(held.incidents, incidents, ({ state }) => isOpenIncident(state))
      keep(held.tasks, tasks, ({ state }) => isOpenTask(state))
      keep(held.offers, offers, ({ state }) => isLiveOffer(state))
      keep(held.alarms, alarms, ({ state }) => state !== 'cleared')
      keep(held.squads, squads, () => true)
    },
  }
}

function keep<R extends { id: string; version: number }>(
  known: Map<R['id'], R>,
  rows: R[],
  stands: (row: R) => boolean,
) {
  for (const row of rows) {
    if ((known.get(row.id)?.version ?? 0) > row.version) continue
    if (stands(row)) known.set(row.id, row)
    else known.delete(row.id)
  }
}
