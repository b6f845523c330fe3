/** One of many, to be found by typing. */
export interface Choice<Value extends string = string> {
  value: Value
  label: string
  hint?: string
  /** Other words that find it: a code, the name in the other language, how it is spelt. */
  also?: string
  /** Hardly ever used here: it stands behind all that is, unless it is named in full. */
  idle?: boolean
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** What is idle falls behind everything that fits; named in full, only behind what bears the same name. */
const BEHIND = 10
const BARELY_BEHIND = 0.5

function rank(choice: Choice, wanted: readonly string[]): number {
  const label = fold(choice.label)
  const also = fold(choice.also ?? '')
  const all = `${label} ${also} ${fold(choice.hint ?? '')}`
  if (!wanted.every((word) => all.includes(word))) return Number.POSITIVE_INFINITY
  const [first = '', ...more] = wanted
  const words = also.split(/\s+/)
  const isNamed = label === wanted.join(' ') || (more.length === 0 && first !== '' && words.includes(first))
  if (isNamed) return choice.idle ? BARELY_BEHIND : 0
  const begins = words.some((word) => word.startsWith(first))
  const fit = label.startsWith(first) ? 1 : label.includes(first) ? 2 : begins ? 3 : 4
  return choice.idle ? fit + BEHIND : fit
}

/**
 * The choices that hold every word typed: first the one whose whole name or code it is, then those in use, and of these the
 * ones whose name begins with it; for nothing typed all in their order, the idle ones last.
 */
export function matching<Value extends string>(choices: readonly Choice<Value>[], typed: string): Choice<Value>[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean)
  return choices
    .map((choice) => ({ choice, rank: rank(choice, wanted) }))
    .filter((one) => one.rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.choice)
}
