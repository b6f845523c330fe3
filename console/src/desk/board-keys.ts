import type { Squad } from '@lianqin/shared/squad'
import { computed } from 'vue'
import { deskKeys, moveKeys } from '../kernel/keymap.ts'
import { useActions } from '../kernel/keys.ts'
import { useForceOrder } from '../squad/force-order.ts'
import { useSquads } from '../squad/squad.store.ts'
import { squadText } from '../squad/squad.text.ts'
import { useUnits } from '../unit/unit.store.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { MoveButton } from './moves.ts'
import { rowFrom } from './order.rank.ts'
import { useSigning } from './signing.ts'

const group = () => deskText('group.board')

/** Registers how the board is walked, and how the chosen unit's squad is put on duty or taken off. */
export function useBoardKeys() {
  const desk = useDesk()
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
  const signing = useSigning()
  /** The one step that a squad can take now. */
  const duty = computed((): MoveButton | null => (squad.value ? signing(squad.value) : null))

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
