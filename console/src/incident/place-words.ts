import type { Incident } from '@lianqin/shared/incident'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'

/** Where a case is, as short as a row needs it: 古林·布政路. */
export function usePlaceWords() {
  const jurisdiction = useJurisdiction()
  return (incident: Pick<Incident, 'areaId' | 'address'>): string =>
    [jurisdiction.shortName(incident.areaId), jurisdiction.addressOf(incident)].filter(Boolean).join('·')
}
