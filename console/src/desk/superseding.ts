import type { Squad } from '@lianqin/shared/squad'
import { notify } from '../kernel/notices.ts'
import { offerText } from '../offer/offer.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { taskText } from '../task/task.text.ts'
import { askSure } from '../ui/ask-sure.ts'
import type { CasePlaces } from './case-places.ts'
import { deskText } from './desk.text.ts'
import type { MoveButton } from './moves.ts'
import { takingText } from './taking.text.ts'

/** Asks before a place is taken away from those who are asked for it, in words of this moment. */
export function useSuperseding({ place }: Pick<CasePlaces, 'place'>, recall: () => MoveButton | undefined) {
  const squads = useSquads()
  const listed = (ids: readonly Squad['id'][]) => ids.map((id) => squads.nameOf(id)).join(deskText('states'))
  const losing = (to: readonly Squad['id'][]) =>
    (place.value?.offers ?? []).filter(({ squadId }) => !to.includes(squadId))
  /** Who accepted in the meantime, and how far that squad has got. */
  const taken = () => {
    const { filling, task } = place.value ?? {}
    return filling === 'filled' && task
      ? { squad: squads.nameOf(task.squadId), state: taskText(`state.${task.state}`) }
      : null
  }

  /** What stands in the question is read anew whenever the place changes: a squad may see, decline or accept meanwhile. */
  function about(squadIds: readonly Squad['id'][]): string {
    const gone = taken()
    if (gone) return takingText(recall()?.refused === '' ? 'reassign.taken' : 'reassign.taken-only', gone)
    const [first, ...more] = losing(squadIds)
    const to = listed(squadIds)
    if (!first) return takingText('reassign.free', { to })
    const state = more.length > 0 ? takingText('reassign.several') : offerText(`state.${first.state}`)
    return takingText('reassign.about', { from: listed([first, ...more].map(({ squadId }) => squadId)), state, to })
  }
  /** Offers to call back whoever was first; the step itself asks why. */
  async function giveBack(): Promise<void> {
    const gone = taken()
    const step = recall()
    if (step?.refused === '') await step.run()
    else if (gone) notify('refused', takingText('reassign.taken-only', gone))
  }

  /** Whoever is asked meanwhile is taken away from only after a question that names them. */
  async function maySupersede(squadIds: readonly Squad['id'][], no: string): Promise<boolean> {
    const title = takingText('reassign', { no, squad: listed(squadIds) })
    for (let named = ''; ; ) {
      const from = losing(squadIds).map(({ squadId }) => squadId)
      if (from.join() === named) return true
      named = from.join()
      if (from.length > 0 && !(await askSure(title, () => about(squadIds)))) return false
      if (!taken()) continue
      await giveBack()
      return false
    }
  }
  return { maySupersede, listed, taken }
}
