/** The parameters of a query or a form, in the order in which they were sent. */
export interface Pairs {
  readonly names: readonly string[]
  readonly values: readonly string[]
}

/** What must be decoded, or is cut off in front. */
const ENCODED = /[%+]|^\?/

/**
 * Reads like `URLSearchParams`, in a fraction of its time where nothing is encoded, as with nearly every position. Text of
 * the wire has no half characters, which alone would be read otherwise.
 */
export function pairsIn(...queries: readonly string[]): Pairs {
  const names: string[] = []
  const values: string[] = []
  for (const query of queries) {
    if (ENCODED.test(query)) {
      for (const [name, value] of new URLSearchParams(query)) {
        names.push(name)
        values.push(value)
      }
    } else cut(query, names, values)
  }
  return { names, values }
}

function cut(query: string, names: string[], values: string[]): void {
  for (let from = 0; from < query.length; ) {
    const and = query.indexOf('&', from)
    const to = and < 0 ? query.length : and
    const equals = query.indexOf('=', from)
    if (to > from) {
      const isPlain = equals < 0 || equals > to
      names.push(query.slice(from, isPlain ? to : equals))
      values.push(isPlain ? '' : query.slice(equals + 1, to))
    }
    from = to + 1
  }
}
