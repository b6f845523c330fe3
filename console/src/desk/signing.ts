import { type Squad, type SquadMove, squadMachine } from '@lianqin/shared/squad'
import { crewForSignOn } from '../duty/sign-on.ts'
import { moveKeys } from '../kernel/keymap.ts'
import { attempt } from '../kernel/notices.ts'
import { useSession } from '../person/session.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { squadText } from '../squad/squad.text.ts'
import { askSure } from '../ui/ask-sure.ts'
import { deskText } from './desk.text.ts'
import type { MoveButton } from './moves.ts'

/** How a squad is put on duty or taken off: the one step of the two that it can take now. */
export function useSigning() {
  const session = useSession()
  const squads = useSquads()
  return (of: Squad): MoveButton => {
    const name: SquadMove = of.state === 'on-duty' ? 'sign-off' : 'sign-on'
    const title = squadText(`move.${name}`)
    const allowed = squadMachine.movesFrom(of.state, session.role ?? '').includes(name)
    const words = { squad: squads.nameOf(of.id), move: title }
    const take = async () => {
      // One stray key must not take a squad out of the ranking.
      if (name === 'sign-off' && !(await askSure(`${words.squad}·${title}`, deskText('sign-off.about', words)))) return
      const there = name === 'sign-on' ? await crewForSignOn(of) : {}
      if (there === null) return
      await attempt(squads.move(of, name, there), () => deskText('done.squad', words))
    }
    return {
      id: 'squad.duty',
      title,
      label: title,
      key: moveKeys.squad[name] ?? '',
      refused: allowed ? '' : deskText('read-only'),
      main: false,
      run: take,
    }
  }
}
