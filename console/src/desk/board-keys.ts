import { type Squad, type SquadMove, squadMachine } from '@lianqin/shared/squad'
import { computed } from 'vue'
import { crewForSignOn } from '../duty/sign-on.ts'
import { deskKeys, moveKeys } from '../kernel/keymap.ts'
import { useActions } from '../kernel/keys.ts'
import { attempt } from '../kernel/notices.ts'
import { useSession } from '../person/session.store.ts'
import { useForceOrder } from '../squad/force-order.ts'
import { useSquads } from '../squad/squad.store.ts'
import { squadText } from '../squad/squad.text.ts'
import { askSure } from '../ui/ask-sure.ts'
import { useUnits } from '../unit/unit.store.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { MoveButton } from './moves.ts'
import { rowFrom } from './order.rank.ts'

const group = () => deskText('group.board')

/** Registers how the board is walked, and how the chosen unit's squad is put on duty or taken off. */
export function useBoardKeys() {
  const desk = useDesk()
  const session = useSession()
  const squads = useSquads()
  const units = useUnits()
  const forces = useForceOrder()

  // In the order in which the board shows them: by force, then squad.
  const order = computed(() =>
    forces.value.flatMap((force) =>
      (squads.byForce.get(force.id) ?? []).flatMap((squad) => units.ofSquad(squad.id).map(({ unit }) => unit)),
    ),
  )
  const inBoard = () => desk.zone === 'board'
  const walk = (by: number) => () => {
    desk.unitId = rowFrom(order.value, desk.unitId, by)?.id ?? null
  }
  const squad = computed<Squad | undefined>(() => {
    const unit = desk.unitId ? units.byId.get(desk.unitId) : undefined
    return unit && squads.byId.get(unit.squadId)
  })
  /** The one step that a squad can take now. */
  const duty = computed((): MoveButton | null => {
    const of = squad.value
    if (!of) return null
    const name: SquadMove = of.state === 'on-duty' ? 'sign-off' : 'sign-on'
    const title = squadText(`move.${name}`)
    const allowed = squadMachine.movesFrom(of.state, session.role ?? '').includes(name)
    const take = async () => {
      const words = { squad: squads.nameOf(of.id), move: title }
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
      run: () => void take(),
    }
  })

  useActions([
    {
      id: 'desk.board',
      keys: [deskKeys.board],
      title: () => deskText('go.board'),
      group: () => deskText('group.lists'),
      when: () => desk.zone !== 'pane',
      run: () => {
        desk.focus('board')
        if (!desk.unitId) walk(1)()
      },
    },
    {
      id: 'board.next',
      keys: ['ArrowRight', ...deskKeys.down],
      title: () => deskText('down'),
      group,
      when: inBoard,
      quiet: true,
      run: walk(1),
    },
    {
      id: 'board.previous',
      keys: ['ArrowLeft', ...deskKeys.up],
      title: () => deskText('up'),
      group,
      when: inBoard,
      quiet: true,
      run: walk(-1),
    },
    {
      id: 'squad.duty',
      keys: [moveKeys.squad['sign-on'] ?? ''],
      title: () => duty.value?.title ?? squadText('move.sign-on'),
      group,
      when: () => duty.value !== null && duty.value.refused === '',
      whyNot: () => duty.value?.refused ?? deskText('no-unit'),
      run: () => duty.value?.run(),
    },
  ])
  return { duty }
}
