import type { Incident } from '@lianqin/shared/incident'
import { alarmReason } from '../alarm/alarm.text.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { useMatters } from '../matter/matter.store.ts'
import { offerReason } from '../offer/offer.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useUnits } from '../unit/unit.store.ts'
import { logText } from './log.text.ts'
import type { LogLine } from './log-line.ts'

/**
 * What a line says on every screen that lists the log: whom it is about, and what happened, where and why. `rowOf` is the
 * case as that screen knows it; one that it has let go of is named by the fact itself, where that holds it.
 */
export function useLineWords(rowOf: (id: Incident['id']) => Incident | undefined) {
  const jurisdiction = useJurisdiction()
  const matters = useMatters()
  const squads = useSquads()
  const units = useUnits()

  const caseOf = ({ incident, incidentId }: LogLine) => (incidentId && rowOf(incidentId)) || incident
  function caseName(line: LogLine): string {
    const incident = caseOf(line)
    return incident ? `${incidentNo(incident)} ${matters.nameOf(incident.matterId)}` : ''
  }
  function placeName(line: LogLine): string {
    const incident = caseOf(line)
    return incident
      ? [jurisdiction.shortName(incident.areaId), jurisdiction.addressOf(incident)].filter(Boolean).join(' ')
      : ''
  }
  const isMany = (line: LogLine) => line.count > 1
  function subject(line: LogLine): string {
    if (line.unitId) return named(units.byId.get(line.unitId)?.name) || line.unitId
    return line.squadId ? squads.nameOf(line.squadId) : isMany(line) ? logText('imports') : caseName(line)
  }
  function said(line: LogLine): string {
    const what = logText(line.key, {
      who: line.who,
      place: named(line.place),
      count: line.atLeast ? `≥ ${line.count}` : line.count,
    })
    if (isMany(line)) return what
    const rest = line.squadId ? [`${what} ${caseName(line)}`.trim()] : [placeName(line), what]
    const why = line.key.startsWith('alarm.') ? alarmReason(line.reason) : offerReason(line.reason)
    return [...rest, why].filter(Boolean).join('·')
  }
  return { subject, said }
}
