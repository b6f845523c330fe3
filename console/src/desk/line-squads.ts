import type { Squad } from '@lianqin/shared/squad'
import { type TaskMove, taskMachine } from '@lianqin/shared/task'
import { useIncidents } from '../incident/incident.store.ts'
import { foretoldText } from '../line/foretold.text.ts'
import type { Meaning, Thing } from '../line/meaning.ts'
import { useSquads } from '../squad/squad.store.ts'
import { squadText } from '../squad/squad.text.ts'
import { useTasks } from '../task/task.store.ts'
import { taskText } from '../task/task.text.ts'
import { deskText } from './desk.text.ts'
import { useCaseWords } from './line-case.ts'
import { useThingWords } from './line-things.ts'
import { type Prospect, refusing } from './prospect.ts'
import { refusalText } from './refusal.ts'
import { useSigning } from './signing.ts'

/** What is said of a squad at the line: how it stands, that it goes on duty or off, that it has got somewhere. */
export function useSquadProspects() {
  const incidents = useIncidents()
  const squads = useSquads()
  const tasks = useTasks()
  const caseWords = useCaseWords()
  const signing = useSigning()
  const { squadOf, statusOf } = useThingWords()

  function sign(id: Squad['id'] | null, to: Squad['state']): Prospect {
    const squad = id ? squads.byId.get(id) : undefined
    if (!squad) return refusing(foretoldText('bar.not-named'))
    const words = { squad: squads.nameOf(squad.id), state: squadText(`state.${squad.state}`) }
    if (squad.state === to) return refusing(foretoldText('bar.other-state', words))
    const button = signing(squad)
    const load = tasks.ofSquad(squad.id).length
    return {
      says: foretoldText('step', { case: words.squad, move: button.title }),
      warns: load > 0 ? [foretoldText('caution.busy', { squad: words.squad, n: load })] : [],
      refused: button.refused,
      run: async () => {
        await button.run()
        return ''
      },
    }
  }
  /** What only the squad itself says, on its phone: told with the step that it would be, and why this seat cannot take it. */
  function onBehalf(id: Squad['id'] | null, move: TaskMove): Prospect {
    const [task] = id ? tasks.ofSquad(id) : []
    const incident = task && incidents.byId.get(task.incidentId)
    if (!id || !incident) {
      const squad = squads.nameOf(id)
      return refusing(squad ? foretoldText('bar.no-case', { squad }) : foretoldText('bar.not-named'))
    }
    const move_ = taskText(`move.${move}`)
    const words = {
      case: caseWords(incident),
      move: move_,
      squad: squads.nameOf(id),
      state: taskText(`state.${task.state}`),
    }
    const { by } = taskMachine.moves[move]
    return refusing(refusalText('task', { why: 'role', by }), foretoldText('step.squad', words))
  }
  function status(thing: Thing | null): Prospect {
    const says = thing ? statusOf(thing) : ''
    return says ? { says, warns: [], refused: '', run: async () => says } : refusing(foretoldText('status.none'))
  }

  const onDuty = ({ squadIds: [id] }: Meaning) => sign(id ?? null, 'on-duty')
  const offDuty = ({ squadIds: [id] }: Meaning) => sign(id ?? null, 'off-duty')
  function state({ step, thing }: Meaning): Prospect {
    const id = squadOf(thing)
    if (step === 'accept' || step === 'depart' || step === 'arrive' || step === 'finish' || step === 'sendBack')
      return onBehalf(id, step)
    return step === null ? status(thing) : refusing(deskText('no-unit'))
  }
  return { onDuty, offDuty, state }
}
