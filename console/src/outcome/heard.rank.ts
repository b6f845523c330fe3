import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'

/** The case whose pictures, lead or decision a line of the log is about; null for all other lines. */
export function incidentOf({ body }: LoggedEvent): Incident['id'] | null {
  if ('photo' in body) return body.photo.incidentId
  if ('lead' in body) return body.lead.incidentId
  return 'omission' in body ? body.omission.incidentId : null
}

/** May the list of violations without a lead be another after this line? */
export function changesAudit({ kind, body }: LoggedEvent): boolean {
  if (kind === 'incident.moved') return body.incident.outcome === 'violation' || body.move === 'reopen'
  if (kind === 'lead.moved') return body.move === 'openAgain'
  return kind === 'lead.opened' || kind === 'lead.omitted'
}

/** At which stage a picture is that is added to a case now. */
export function stageNow({ state }: Pick<Incident, 'state'>): 'report' | 'handling' | 'check' {
  if (state === 'reported' || state === 'filed') return 'report'
  return state === 'handled' || state === 'closed' ? 'check' : 'handling'
}
