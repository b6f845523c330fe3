import { shallowRef } from 'vue'

/** How a Chinese name is typed by sound: in full and by initials, `zhandaojingying zdjy`; empty until the table has come. */
export type Spelling = (chinese: string) => string

/** A table of all characters is large and only needed where something is looked for: it comes when that is opened. */
export function useSpelling() {
  const spelling = shallowRef<Spelling>(() => '')
  import('pinyin-pro').then(({ pinyin }) => {
    const sounds = (chinese: string, pattern: 'pinyin' | 'first') =>
      pinyin(chinese, { pattern, toneType: 'none', type: 'array', nonZh: 'removed', v: true }).join('')
    spelling.value = (chinese) => `${sounds(chinese, 'pinyin')} ${sounds(chinese, 'first')}`
  })
  return spelling
}
