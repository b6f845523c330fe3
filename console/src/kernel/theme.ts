import { computed, ref, watchEffect } from 'vue'
import { remember, remembered } from './remembered.ts'

/** Which of the screens this page is; tokens differ for the wall, which is read from metres away. */
export const screens = ['desk', 'wall', 'phone', 'entry'] as const
export type Screen = (typeof screens)[number]
export type Theme = 'dark' | 'light'

/** The room is dark, the street is bright. */
const usual: Record<Screen, Theme> = { desk: 'dark', wall: 'dark', phone: 'light', entry: 'dark' }

export const screen = ref<Screen>('entry')
const kept = (of: Screen) => remembered(`theme.${of}`)
const chosen = ref<Partial<Record<Screen, Theme>>>({})

/** The theme of this screen: as chosen on this device, else as usual for such a screen. */
export const theme = computed<Theme>({
  get: () => {
    const value = chosen.value[screen.value] ?? kept(screen.value)
    return value === 'dark' || value === 'light' ? value : usual[screen.value]
  },
  set: (value) => {
    chosen.value = { ...chosen.value, [screen.value]: value }
    remember(`theme.${screen.value}`, value)
  },
})

export const declareTheme = () =>
  watchEffect(() => {
    document.documentElement.dataset.theme = theme.value
    document.documentElement.dataset.screen = screen.value
  })
