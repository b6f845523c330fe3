import { defaultCondition, type Matter } from '@lianqin/shared/matter'
import { computed, shallowRef } from 'vue'
import { named } from '../kernel/i18n.ts'
import type { Choice } from '../ui/choices.ts'
import { useMatters } from './matter.store.ts'
import { limitText } from './matter.text.ts'

/** The catalogue to choose from by typing: code, name in either language, and the initials of the name's pinyin. */
export function useMatterChoices() {
  const matters = useMatters()
  const initials = shallowRef<(chinese: string) => string>(() => '')
  // A table of all characters is large and only needed here: it comes when the form is opened.
  import('pinyin-pro').then(({ pinyin }) => {
    initials.value = (chinese) => pinyin(chinese, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
  })
  return computed(() =>
    matters.all.map(
      (matter): Choice<Matter['id']> => ({
        value: matter.id,
        label: named(matter.name),
        hint: `${matter.code}·${limitText(defaultCondition(matter).limit)}`,
        also: `${matter.code} ${matter.name.zh} ${matter.name.en} ${initials.value(matter.name.zh)}`,
      }),
    ),
  )
}
