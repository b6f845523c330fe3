import { distanceM } from '@lianqin/shared/geo'
import type { Incident } from '@lianqin/shared/incident'
import type { Place } from '@lianqin/shared/wire/place'
import { age, ageMs } from '../kernel/time.ts'
import { useMatters } from '../matter/matter.store.ts'
import { askOneOf } from '../ui/ask-one-of.ts'
import { incidentNo, incidentText } from './incident.text.ts'
import { reportText } from './report.text.ts'

const SEPARATE = 'separate'
/** More are not the same thing reported again, but a street full of it. */
const OFFERED_AT_MOST = 4

/**
 * Asks of a report that may repeat others whether it is added to one of them or stands on its own, before it is sent: once it
 * is filed, a squad is on its way. Null when whoever writes it goes on writing.
 */
export async function askRepeat(at: Place, similar: readonly Incident[]): Promise<Incident | 'separate' | null> {
  if (similar.length === 0) return SEPARATE
  const matters = useMatters()
  const told = (one: Incident) =>
    [
      `${Math.round(distanceM(at, one))} m`,
      incidentText('ago', { age: age(ageMs(one.reportedAt)) }),
      incidentText(`state.${one.state}`),
    ].join('·')
  const choices = similar.slice(0, OFFERED_AT_MOST).map((one) => ({
    value: one.id as string,
    label: reportText('add-to', { no: incidentNo(one), matter: matters.nameOf(one.matterId) }),
    hint: told(one),
  }))
  // First, and so chosen already: a key held too long must not add a report to a case that nobody has looked at.
  const separate = { value: SEPARATE, label: reportText('file-separately') }
  const chosen = await askOneOf(reportText('may-repeat'), reportText('may-repeat-about'), [separate, ...choices])
  if (chosen === null) return null
  return similar.find(({ id }) => id === chosen) ?? SEPARATE
}
