import type { Incident, MoveIncident } from '@lianqin/shared/incident'
import { incidentNo, incidentText } from '../incident/incident.text.ts'
import { named } from '../kernel/i18n.ts'
import { attempt } from '../kernel/notices.ts'
import { useMatters } from '../matter/matter.store.ts'
import { conditionChoices } from '../matter/matter-choices.ts'
import { askOneOf } from '../ui/ask-one-of.ts'
import type { Choice } from '../ui/choices.ts'
import type { Step } from './steps.rank.ts'

type Chosen = Pick<MoveIncident, 'conditionCode' | 'outcome' | 'closingCode'>
const outcomes = ['settled', 'unfounded', 'violation'] as const

/** As what a step is taken, where the case's catalogue leaves a choice; null when the user thinks better of it. */
export async function chosenFor(step: Step, incident: Incident, title: string): Promise<Chosen | null> {
  const matters = useMatters()
  const about = `${incidentNo(incident)} ${matters.nameOf(incident.matterId)}`
  if (step.id !== 'incident.file' && step.id !== 'incident.close') return {}
  const matter = await attempt(matters.asOpened(incident))
  const ask = async (choices: readonly Choice[]) =>
    choices.length > 1 ? askOneOf(title, about, choices) : (choices[0]?.value ?? null)
  if (step.id === 'incident.close') {
    const endings = outcomes.map((value) => ({ value, label: incidentText(`outcome.${value}`) }))
    const told = await askOneOf(title, about, endings)
    const outcome = outcomes.find((one) => one === told)
    if (!outcome) return null
    if (!matter || matter.closing.length === 0) return { outcome }
    const closingCode = await ask(matter.closing.map(({ code, name }) => ({ value: code, label: named(name) })))
    return closingCode === null ? null : { outcome, closingCode }
  }
  // What it was reported as comes first: it is chosen unless somebody knows better.
  const reportedAs = ({ value }: Choice) => Number(value === incident.conditionCode)
  const conditions = conditionChoices(matter?.conditions ?? []).toSorted((a, b) => reportedAs(b) - reportedAs(a))
  if (conditions.length < 2) return {}
  const conditionCode = await ask(conditions)
  return conditionCode === null ? null : { conditionCode }
}
