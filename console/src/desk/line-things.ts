import type { Squad } from '@lianqin/shared/squad'
import { useDuty } from '../duty/duty.store.ts'
import { leftWords } from '../incident/clock.text.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentText } from '../incident/incident.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { age } from '../kernel/time.ts'
import { useAsked } from '../line/asked.store.ts'
import { foretoldText } from '../line/foretold.text.ts'
import type { Thing } from '../line/meaning.ts'
import { useSquads } from '../squad/squad.store.ts'
import { squadText } from '../squad/squad.text.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import { useUnits } from '../unit/unit.store.ts'
import { unitText } from '../unit/unit.text.ts'
import { useCaseWords } from './line-case.ts'
import { listed, told } from './prospect.ts'

/** How something that was named at the line stands now, in a sentence. */
export function useThingWords() {
  const duty = useDuty()
  const asked = useAsked()
  const incidents = useIncidents()
  const jurisdiction = useJurisdiction()
  const squads = useSquads()
  const tasks = useTasks()
  const units = useUnits()
  const caseWords = useCaseWords()

  /** The squad that a name belongs to: its own, a unit's, or the one that somebody serves with. */
  function squadOf(thing: Thing | null): Squad['id'] | null {
    if (thing?.kind === 'squad') return thing.id
    if (thing?.kind === 'unit') return units.byId.get(thing.id)?.squadId ?? null
    return thing?.kind === 'person' ? (duty.officers.get(thing.id)?.dutySquadId ?? null) : null
  }
  function ofCase(id: Extract<Thing, { kind: 'case' }>['id']): string {
    const incident = asked.known(id)
    if (!incident) return ''
    const bound = tasks
      .ofIncident(id)
      .filter(({ squadId, state }) => squadId !== null && state !== 'called-off' && state !== 'sent-back')
      .map(({ squadId, state }) => `${squads.nameOf(squadId)} ${taskText(`state.${state}`)}`)
    const left = incident.closedAt ? '' : leftWords(incidents.clock(incident))
    return told([
      `${caseWords(incident)} ${incidentText(`state.${incident.state}`)}`,
      left && incidentText('left', { left }),
      listed(bound) || foretoldText('status.nobody'),
    ])
  }
  function ofSquad(id: Squad['id']): string {
    const squad = squads.byId.get(id)
    if (!squad) return ''
    const held = tasks.ofSquad(id).flatMap(({ incidentId, state }) => {
      const incident = asked.known(incidentId)
      return incident ? [`${taskText(`state.${state}`)} ${caseWords(incident)}`] : []
    })
    const seen = units.ofSquad(id).map(({ unit, state, ageMs }) => {
      const position = ageMs === null ? unitText('no-position') : unitText('position-age', { age: age(ageMs) })
      return `${named(unit.name)} ${unitText(`state.${state}`)}${state === 'off' ? '' : ` ${position}`}`
    })
    return told([`${squads.nameOf(id)} ${squadText(`state.${squad.state}`)}`, listed(held), listed(seen)])
  }
  function ofArea(id: Extract<Thing, { kind: 'area' }>['id']): string {
    const open = incidents.open.filter(({ areaId }) => areaId === id)
    const over = open.filter((one) => incidents.clock(one).urgency === 'over')
    return foretoldText('status.area', {
      name: jurisdiction.areaName(id),
      open: open.length,
      over: over.length,
      squads: squads.onDuty.filter(({ areaId }) => areaId === id).length,
    })
  }
  /** Empty for what has no state of its own. */
  function statusOf(thing: Thing): string {
    if (thing.kind === 'case') return ofCase(thing.id)
    if (thing.kind === 'area') return ofArea(thing.id)
    const squadId = squadOf(thing)
    return squadId ? ofSquad(squadId) : ''
  }
  return { squadOf, statusOf }
}
