import type { EnforcementItem } from '@lianqin/shared/item'
import { computed } from 'vue'
import { named } from '../kernel/i18n.ts'
import { useSpelling } from '../kernel/spelling.ts'
import type { Choice } from '../ui/choices.ts'
import { decisionText } from './decision.text.ts'

/** The enforcement items to choose from by typing: code, name in either language, sound; those in use come first. */
export function useItemChoices(items: () => readonly EnforcementItem[]) {
  const spelling = useSpelling()
  return computed(() =>
    items().map(
      (item): Choice<EnforcementItem['id']> => ({
        value: item.id,
        label: named(item.name),
        hint: `${item.code}·${decisionText(`track.${item.track}`)}`,
        also: `${item.code} ${item.name.zh} ${item.name.en} ${spelling.value(item.name.zh)} ${item.basis}`,
        idle: !item.exercised,
      }),
    ),
  )
}
