import type { Alarm } from '@lianqin/shared/alarm'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useUnits } from '../unit/unit.store.ts'

/** What an alarm is about, in words: its case and where that is, or who calls for help. */
export function useAbout() {
  const incidents = useIncidents()
  const matters = useMatters()
  const jurisdiction = useJurisdiction()
  const units = useUnits()
  const incidentOf = ({ incidentId }: Alarm) => (incidentId === null ? undefined : incidents.byId.get(incidentId))

  function what(alarm: Alarm): string {
    if (alarm.unitId !== null) return named(units.byId.get(alarm.unitId)?.name) || alarm.unitId
    const incident = incidentOf(alarm)
    return incident ? `${incidentNo(incident)} ${matters.nameOf(incident.matterId)}` : ''
  }
  const area = (alarm: Alarm): string => jurisdiction.shortName(alarm.areaId)
  function place(alarm: Alarm): string {
    const incident = incidentOf(alarm)
    return [area(alarm), incident && jurisdiction.addressOf(incident)].filter(Boolean).join(' ')
  }
  return { what, area, place }
}
