import type { Squad } from '@lianqin/shared/squad'
import { forceWords, placesText } from '../incident/places.text.ts'
import { deskKeys, markKey } from '../kernel/keymap.ts'
import type { Action } from '../kernel/keys.ts'
import { notify } from '../kernel/notices.ts'
import { offerText } from '../offer/offer.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { taskText } from '../task/task.text.ts'
import type { CaseFile } from './case-file.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import type { CaseMoves, MoveButton } from './moves.ts'

/** As many as a ranking shows. */
const DIGITS = ['1', '2', '3', '4', '5']
const runOrSay = (refused: string, run: () => void) => (refused ? notify('refused', refused) : run())
const group = () => deskText('group.offers')

/** What the keys of a case do about squads: choose a place, mark several, offer to one or to all that are marked. */
export function useOfferActions(file: CaseFile, moves: CaseMoves) {
  const desk = useDesk()
  const squads = useSquads()
  const inCase = () => desk.zone === 'pane'

  // Digits and Enter offer only while the case is in focus; from the palette they always do.
  function ofOffer(one: MoveButton, index: number): Action[] {
    const keys = one.key === 'Enter' ? ['Enter', String(index + 1)] : [one.key]
    const offered = { title: () => one.title, group, whyNot: () => one.refused, run: one.run }
    const when = () => one.refused === ''
    return [
      { ...offered, id: one.id, keys: [], when },
      { ...offered, id: `${one.id}-key`, keys, when: inCase, quiet: true, run: () => runOrSay(one.refused, one.run) },
    ]
  }
  /** A digit meant a squad a moment ago: that it cannot be asked any more is said, not swallowed. */
  const taken: Action = {
    id: 'offer.taken-key',
    keys: DIGITS,
    title: () => '',
    group,
    when: () => inCase() && moves.offerRefused.value !== '',
    quiet: true,
    run: () => notify('refused', moves.offerRefused.value),
  }
  const ofBroadcast = (one: MoveButton): Action => ({
    id: one.id,
    keys: [one.key],
    title: () => one.title,
    group,
    when: inCase,
    run: one.run,
  })
  const ofMark = (squadId: Squad['id'], index: number): Action => ({
    id: `offer.mark-${index + 1}`,
    keys: [markKey(index + 1)],
    title: () => offerText('mark', { squad: squads.nameOf(squadId) }),
    group,
    when: inCase,
    run: () => moves.marks.toggle(squadId),
  })
  const unmark: Action = {
    id: 'offer.unmark',
    keys: [deskKeys.back],
    title: () => '',
    group,
    when: () => inCase() && moves.marks.marked.value.length > 0,
    quiet: true,
    run: moves.marks.clear,
  }
  function ofPlaces(): Action[] {
    const places = file.places.places.value
    if (places.length < 2) return []
    const next: Action = {
      id: 'case.place',
      keys: [deskKeys.place],
      title: () => placesText('next'),
      group,
      run: file.places.next,
    }
    return [
      next,
      ...places.map(({ slot }): Action => {
        const forces = slot.forces.map(forceWords).join(deskText('states'))
        const place = `${taskText(`part.${slot.part}`)} ${forces}`
        const title = () => placesText('choose', { place })
        return { id: `case.place-${slot.id}`, keys: [], title, group, run: () => file.places.choose(slot.id) }
      }),
    ]
  }
  const recompute: Action = {
    id: 'case.recompute',
    keys: [deskKeys.recompute],
    title: () => offerText('recompute'),
    group,
    when: () => file.awaitsRanking.value,
    run: file.rank,
  }
  return (): Action[] => [
    ...moves.offers.value.flatMap(ofOffer),
    ...[moves.broadcast.value ?? []].flat().map(ofBroadcast),
    ...moves.reachable.value.map(({ squadId }, index) => ofMark(squadId, index)),
    taken,
    unmark,
    ...ofPlaces(),
    recompute,
  ]
}
