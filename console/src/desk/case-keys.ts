import { computed, onScopeDispose, watch } from 'vue'
import { incidentText } from '../incident/incident.text.ts'
import { commonKeys, deskKeys } from '../kernel/keymap.ts'
import { type Action, register } from '../kernel/keys.ts'
import { offerText } from '../offer/offer.text.ts'
import type { CaseFile } from './case-file.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { CaseMoves, MoveButton } from './moves.ts'

const caseGroup = () => deskText('group.case')
const offerGroup = () => deskText('group.offers')

/** Registers what can be done with the selected case: the registry's list follows the case as it moves. */
export function useCaseKeys(file: CaseFile, moves: CaseMoves): void {
  const desk = useDesk()
  const inCase = () => desk.zone === 'pane'

  const ofMove = (one: MoveButton): Action => ({
    id: one.id,
    keys: one.key ? [one.key] : [],
    title: () => one.title,
    group: caseGroup,
    when: () => one.refused === '',
    whyNot: () => one.refused,
    run: one.run,
  })
  // Digits and Enter offer only while the case is in focus; from the palette they always do.
  const ofOffer = (one: MoveButton, index: number): Action[] => {
    const keys = one.key === 'Enter' ? ['Enter', String(index + 1)] : [one.key]
    const offered = { group: offerGroup, whyNot: () => one.refused, run: one.run }
    return [
      { ...offered, id: one.id, keys: [], title: () => one.title, when: () => one.refused === '' },
      {
        ...offered,
        id: `${one.id}-key`,
        keys,
        title: () => one.title,
        when: () => inCase() && one.refused === '',
        quiet: true,
      },
    ]
  }
  const standing = computed((): Action[] => [
    ...moves.buttons.value.map(ofMove),
    ...moves.offers.value.flatMap(ofOffer),
    {
      id: 'case.recompute',
      keys: [deskKeys.recompute],
      title: () => offerText('recompute'),
      group: offerGroup,
      when: () => file.awaitsRanking.value,
      run: file.rank,
    },
    {
      id: 'case.merge',
      keys: [commonKeys.merge],
      title: () => incidentText('void-as-duplicate'),
      group: caseGroup,
      when: () => file.similar.value.length > 0 && moves.voidRefused.value === '',
      whyNot: () => moves.voidRefused.value,
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
