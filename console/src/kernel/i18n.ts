import type { Words } from '@lianqin/shared/wire/words'
import { computed, watchEffect } from 'vue'
import { createI18n } from 'vue-i18n'
import { remember, remembered } from './remembered.ts'

/** Chinese first, English complete. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale)

function firstLocale(): Locale {
  const asked = new URLSearchParams(globalThis.location?.search ?? '').get('lang')
  if (asked?.startsWith('zh')) return 'zh-CN'
  if (isLocale(asked)) return asked
  const kept = remembered('locale')
  return isLocale(kept) ? kept : 'zh-CN'
}

/** Sentences lie flat under `room/key`, because keys such as `offer.lapsed` hold dots of their own. */
export const i18n = createI18n({
  legacy: false,
  locale: firstLocale(),
  fallbackLocale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messages: { 'zh-CN': {}, en: {} },
  messageResolver: (tree, path) => (tree as Record<string, string>)[path] ?? null,
})

/** The language of every screen of this device. */
export const locale = computed<Locale>({
  get: () => i18n.global.locale.value,
  set: (chosen) => {
    i18n.global.locale.value = chosen
    remember('locale', chosen)
  },
})

/** The same as districts name it, `zh` or `en`. */
export const language = computed<keyof Words>(() => (locale.value === 'en' ? 'en' : 'zh'))

/** Keeps the page's declared language true, for readers aloud and for the setting of Chinese type. */
export const declareLanguage = () =>
  watchEffect(() => {
    document.documentElement.lang = locale.value
  })

/** A name that the district gave, in the language of the screen. */
export const named = (name: Words | null | undefined): string => name?.[language.value] ?? ''

export type Params = Record<string, string | number | boolean | null>
/** Says a sentence of one room; `n` also chooses between singular and plural. */
export type Say<Key extends string> = (key: Key, params?: Params) => string

/**
 * The words of one room. Both languages hold the same keys, or it does not compile; a key made from a state or a code of
 * `shared` makes the table total over it.
 */
export function words<Key extends string>(
  room: string,
  both: { 'zh-CN': Record<Key, string>; en: Record<NoInfer<Key>, string> },
): Say<Key> {
  for (const name of locales) {
    const flat: Record<string, string> = {}
    for (const [key, sentence] of Object.entries<string>(both[name])) flat[`${room}/${key}`] = sentence
    i18n.global.mergeLocaleMessage(name, flat)
  }
  return (key, params = {}) =>
    i18n.global.t(`${room}/${key}`, params, { plural: typeof params.n === 'number' ? params.n : 1 })
}

/** A table of `shared` as a part of a room's words: `state.filed` and its like, in one language. */
export const wordsOf = <Prefix extends string, Name extends string>(
  prefix: Prefix,
  table: Readonly<Record<Name, Words>>,
  lang: keyof Words,
): Record<`${Prefix}.${Name}`, string> =>
  Object.fromEntries(Object.entries<Words>(table).map(([name, both]) => [`${prefix}.${name}`, both[lang]])) as Record<
    `${Prefix}.${Name}`,
    string
  >
