import type { Unit } from '@lianqin/shared/unit'
import { computed } from 'vue'
import { useFinder } from '../kernel/finders.ts'
import { named } from '../kernel/i18n.ts'
import { type Spelling, useSpelling } from '../kernel/spelling.ts'
import { useSquads } from '../squad/squad.store.ts'
import { matching } from '../ui/choices.ts'
import { useUnits } from './unit.store.ts'
import { unitText } from './unit.text.ts'

/** More are not read: another letter finds the one that is meant. */
const MOST = 8

/** Finds units by plate, call sign, number or squad, in either language or as they sound; `go` shows the one that is taken. */
export function useUnitFinder(go: (id: Unit['id']) => void): void {
  const units = useUnits()
  const squads = useSquads()
  // A large table: it comes with the first letter that is typed.
  const held = { spelling: null as { value: Spelling } | null }
  const choices = computed(() => {
    held.spelling ??= useSpelling()
    const spell = held.spelling.value
    return [...units.byId.values()].map(({ id, name, squadId }) => {
      const squad = squads.byId.get(squadId)?.name
      const also = [name.zh, name.en, squad?.zh ?? '', squad?.en ?? '', spell(squad?.zh ?? ''), spell(name.zh), id]
      return {
        value: id,
        label: named(name) || squads.nameOf(squadId),
        hint: squads.nameOf(squadId),
        also: also.join(' '),
      }
    })
  })
  useFinder((typed) =>
    matching(choices.value, typed)
      .slice(0, MOST)
      .map(({ value, label, hint }) => ({
        ...{ id: value, label },
        hint: [hint === label ? '' : hint, unitText(`state.${units.shown(value)?.state ?? 'off'}`)]
          .filter(Boolean)
          .join('·'),
        run: () => go(value),
      })),
  )
}
