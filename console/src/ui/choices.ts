/** One of many, to be found by typing. */
export interface Choice<Value extends string = string> {
  value: Value
  label: string
  hint?: string
  /** Other words that find it: a code, the name in the other language. */
  also?: string
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

function rank(choice: Choice, wanted: readonly string[]): number {
  const label = fold(choice.label)
  const all = `${label} ${fold(choice.also ?? '')} ${fold(choice.hint ?? '')}`
  if (!wanted.every((word) => all.includes(word))) return Number.POSITIVE_INFINITY
  const first = wanted[0] ?? ''
  return label.startsWith(first) ? 0 : label.includes(first) ? 1 : 2
}

/** The choices that hold every word typed, those first whose name begins with it; all, in their order, for nothing typed. */
export function matching<Value extends string>(choices: readonly Choice<Value>[], typed: string): Choice<Value>[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean)
  return choices
    .map((choice) => ({ choice, rank: rank(choice, wanted) }))
    .filter((one) => one.rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.choice)
}
