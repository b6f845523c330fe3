import type { Alarm } from '@lianqin/shared/alarm'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Scope } from '@lianqin/shared/person'
import { mayRead } from '@lianqin/shared/rights'
import type { Task } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Db } from '../kernel/db.ts'
import { visibleIncidents } from './incident.query.ts'

export interface IncidentFile {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  alarms: Alarm[]
  timeline: LoggedEvent[]
}

/** Everything about one incident that this reader may see. A squad sees its own part of it. */
export async function incidentFile(
  db: Db,
  districtId: string,
  scope: Scope,
  id: Incident['id'],
): Promise<IncidentFile> {
  const incident = await visibleIncidents(db, scope).where('id', '=', id).executeTakeFirst()
  if (!incident) throw new Problem('incident.missing', { id })
  const own = scope.kind === 'squad' ? scope.squadId : null
  const [tasks, offers, alarms, lines] = await Promise.all([
    db.selectFrom('task').selectAll().where('incidentId', '=', id).orderBy('openedAt').execute(),
    db.selectFrom('offer').selectAll().where('incidentId', '=', id).orderBy('madeAt').execute(),
    own ? [] : db.selectFrom('alarm').selectAll().where('incidentId', '=', id).orderBy('raisedAt').execute(),
    db
      .selectFrom('eventLog')
      .select(['seq', 'at', 'kind', 'doer as by', 'body', 'audience'])
      .where('districtId', '=', districtId)
      .where('incidentId', '=', id)
      .orderBy('seq')
      .execute(),
  ])
  const timeline = lines.filter(({ audience }) => mayRead(scope, audience)).map(({ audience: _, ...line }) => line)
  return {
    incident,
    tasks: tasks.filter(({ squadId }) => own === null || squadId === own),
    offers: offers.filter(({ squadId }) => own === null || squadId === own),
    alarms,
    timeline: timeline as unknown as LoggedEvent[],
  }
}
