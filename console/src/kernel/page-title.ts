import { onScopeDispose, readonly, ref, watchEffect } from 'vue'

const word = ref('')
/** What the page in front says of itself, before the names of district and product; empty where those suffice. */
export const pageWord = readonly(word)

/** Says it in the title of the window for as long as the component or scope lives. */
export function usePageWord(say: () => string): void {
  watchEffect(() => {
    word.value = say()
  })
  onScopeDispose(() => {
    word.value = ''
  })
}
