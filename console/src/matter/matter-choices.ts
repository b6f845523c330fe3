import { defaultCondition, type FilingCondition, type Matter } from '@lianqin/shared/matter'
import { computed } from 'vue'
import { named } from '../kernel/i18n.ts'
import { type Spelling, useSpelling } from '../kernel/spelling.ts'
import type { Choice } from '../ui/choices.ts'
import { useMatters } from './matter.store.ts'
import { limitText } from './matter.text.ts'

/** A class as it is found: by code, name in either language, sound, and what its conditions are called. */
export const asChoice = (matter: Matter, isUsed: boolean, spelling: Spelling): Choice<Matter['id']> => ({
  value: matter.id,
  label: named(matter.name),
  hint: `${matter.code}·${limitText(defaultCondition(matter).limit)}`,
  also: [
    matter.code,
    matter.name.zh,
    matter.name.en,
    spelling(matter.name.zh),
    ...matter.conditions.map(({ name }) => named(name)),
  ].join(' '),
  idle: !isUsed,
})

/** The catalogue to choose from by typing; classes of items that are in use come first. */
export function useMatterChoices() {
  const matters = useMatters()
  const spelling = useSpelling()
  return computed(() => matters.all.map((matter) => asChoice(matter, matters.isUsed(matter), spelling.value)))
}

/** The conditions of a class, each with its limit and clock; the first is the default. */
export const conditionChoices = (conditions: readonly FilingCondition[]): Choice[] =>
  conditions.map(({ code, name, limit }) => ({ value: code, label: named(name), hint: limitText(limit) }))
