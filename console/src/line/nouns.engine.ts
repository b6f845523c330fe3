import type { Incident } from '@lianqin/shared/incident'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { Officer } from '@lianqin/shared/officer'
import type { Squad } from '@lianqin/shared/squad'
import type { Unit } from '@lianqin/shared/unit'
import type { Words } from '@lianqin/shared/wire/words'
import type { Token } from './tokens.engine.ts'
import { numerals } from './vocabulary.text.ts'

interface Ids {
  case: Incident['id']
  squad: Squad['id']
  unit: Unit['id']
  person: Officer['id']
  area: Area['id']
  /** A named place, by its position in the district's list. */
  place: `place-${number}`
  /** One of the desk's lists. */
  list: `list-${string}`
}
export type NounKind = keyof Ids
/** The kinds in the order in which they are meant where one name is of several. */
export const nounKinds = ['case', 'squad', 'unit', 'person', 'area', 'place', 'list'] as const satisfies NounKind[]

/** Something that can be named at the line, with every form in which it may be typed. */
export type Noun<Kind extends NounKind = NounKind> = {
  [K in Kind]: {
    kind: K
    id: Ids[K]
    /** As the line writes it out. */
    name: string
    /** Folded: its names in both languages, its code, how it is spelt by sound. */
    forms: readonly string[]
    /** Folded, what it is found by besides; it is not its name. */
    more: string
  }
}[Kind]
export type Nouns = { readonly [K in NounKind]: readonly Noun<K>[] }

/** How a Chinese name sounds, in full and by initials: `gulinyidui glyd`. */
export type Spell = (chinese: string) => string

/** What does not tell names apart: case, width, spaces and marks between their parts. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-–_·.'’]/g, '')

const TEN = 10
const NUMERAL = new RegExp(`[${Object.keys(numerals).join('')}]+`, 'g')
/** 十一 is 11, 二十 is 20. */
function counted(characters: string): string {
  const [tens = '', ones] = characters.split(Object.keys(numerals).find((one) => numerals[one] === TEN) ?? '')
  const value = (of: string) => numerals[of] ?? 0
  if (ones === undefined) return [...characters].map(value).join('')
  return String((tens === '' ? 1 : value(tens)) * TEN + value(ones))
}
/** 古林一队 as 古林1队: whoever types takes the digit that is on the key. */
const inDigits = (name: string) => name.replace(NUMERAL, counted)

/** The sound of a name, digits and letters in their places: gulin1dui and gl1d. */
function sounds(name: string, spell: Spell): string[] {
  const parts = name.match(/\p{sc=Han}+|[^\p{sc=Han}]+/gu) ?? []
  const spelt = parts.map((part) => (/\p{sc=Han}/u.test(part) ? spell(part).split(' ') : [part, part]))
  return [0, 1].map((way) => spelt.map((both) => both[way] ?? '').join(''))
}

/** Every form in which a name that a district gave may be typed. */
export function formsOf({ zh, en }: Words, code: string, spell: Spell): string[] {
  const digits = inDigits(zh)
  const all = [zh, en, code, digits, ...sounds(zh, spell), ...sounds(digits, spell)]
  return [...new Set(all.map(fold))].filter(Boolean)
}

/** How well a word fits: its name or code 0, its beginning 1 or 2, a part of it 3, something about it 4; null not at all. */
export function fitOf({ forms, more }: Pick<Noun, 'forms' | 'more'>, word: string): number | null {
  if (forms.includes(word)) return 0
  if (forms[0]?.startsWith(word)) return 1
  if (forms.some((form) => form.startsWith(word))) return 2
  if (forms.some((form) => form.includes(word))) return 3
  return more.includes(word) ? 4 : null
}

/** Whom a word names: those whose name it is, else those whose name begins with it. */
function namedBy<N extends Noun>(nouns: readonly N[], word: string): N[] {
  const exact = nouns.filter(({ forms }) => forms.includes(word))
  return exact.length > 0 || word === ''
    ? exact
    : nouns.filter(({ forms }) => forms.some((one) => one.startsWith(word)))
}

/** A name may have parts: Gulin Market East Gate. */
export const LONGEST_RUN = 5

/** Whom the words from here on name, and how many of them it takes: as many as make a whole name, else as begin one. */
export function namedFrom<N extends Noun>(
  nouns: readonly N[],
  words: readonly Token[],
): { taken: number; nouns: readonly N[] } | null {
  const until = words.findIndex(({ text, quoted }) => quoted || fold(text) === '')
  const most = Math.min(LONGEST_RUN, until < 0 ? words.length : until)
  const runs = Array.from({ length: most }, (_, index) => most - index).map((taken) => {
    const word = fold(
      words
        .slice(0, taken)
        .map(({ text }) => text)
        .join(''),
    )
    return { taken, word, nouns: namedBy(nouns, word) }
  })
  const isWhole = (run: (typeof runs)[number]) => run.nouns.some(({ forms }) => forms.includes(run.word))
  return runs.find(isWhole) ?? runs.find((run) => run.nouns.length > 0) ?? null
}

const NUMBER = /^(?:#|№|no\.?)?(\d{1,9})$/i
/** The number of a case as people say it: 0312, 312, #312. */
export const caseNumber = (text: string): number | null => {
  const digits = NUMBER.exec(text.normalize('NFKC'))?.[1]
  return digits === undefined || Number(digits) === 0 ? null : Number(digits)
}
