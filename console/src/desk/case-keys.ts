import { computed, onScopeDispose, watch } from 'vue'
import { incidentText } from '../incident/incident.text.ts'
import { commonKeys } from '../kernel/keymap.ts'
import { type Action, register } from '../kernel/keys.ts'
import type { CaseFile } from './case-file.ts'
import { deskText } from './desk.text.ts'
import type { CaseMoves, MoveButton } from './moves.ts'
import { useOfferActions } from './offer-keys.ts'

/** Registers what can be done with the selected case: the registry's list follows the case as it moves. */
export function useCaseKeys(file: CaseFile, moves: CaseMoves): void {
  const ofOffers = useOfferActions(file, moves)
  const ofMove = (one: MoveButton, name: string): Action => ({
    id: one.id,
    keys: one.key ? [one.key] : [],
    title: () => one.title,
    group: () => deskText(name === 'case' || name === 'mark' ? 'group.case' : 'group.deciding'),
    when: () => one.refused === '',
    whyNot: () => one.refused,
    run: one.run,
  })
  const standing = computed((): Action[] => [
    ...Object.entries(moves.groups.value).flatMap(([name, buttons]: [string, readonly MoveButton[]]) =>
      buttons.map((one) => ofMove(one, name)),
    ),
    ...ofOffers(),
    {
      id: 'case.merge',
      keys: [commonKeys.merge],
      title: () => incidentText('void-as-duplicate'),
      group: () => deskText('group.case'),
      when: () => file.similar.value.length > 0 && moves.voidRefused.value === '',
      whyNot: () => moves.voidRefused.value || deskText('refused.no-similar'),
      run: () => {
        const [first] = file.similar.value
        if (first) void moves.voidAs(first)
      },
    },
  ])
  let forget = () => {}
  watch(
    standing,
    (actions) => {
      forget()
      forget = register(actions)
    },
    { immediate: true },
  )
  onScopeDispose(() => forget())
}
