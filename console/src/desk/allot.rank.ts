/** What a list asks for: how many rows it has, how many of them at least and at most, and whether it takes what is left. */
export interface Wish {
  rows: number
  least: number
  most: number
  /** The lists that are worked grow first when there is room. */
  grows: boolean
}

/**
 * How many whole rows each list shows of what there is room for, so that none is cut in half: first a few of each, then up to
 * its share from the top down, then all that the longest have. Where not even the least fits, the last give way.
 */
export function allotRows(wishes: readonly Wish[], available: number): number[] {
  const given = wishes.map(() => 0)
  const state = { left: Math.max(0, Math.floor(available)) }
  const fill = (upTo: (wish: Wish) => number) => {
    wishes.forEach((wish, index) => {
      const more = Math.min(state.left, Math.max(0, Math.min(wish.rows, upTo(wish)) - (given[index] ?? 0)))
      given[index] = (given[index] ?? 0) + more
      state.left -= more
    })
  }
  fill(() => 1)
  fill(({ least }) => least)
  fill(({ most }) => most)
  fill(({ grows, rows, most }) => (grows ? rows : most))
  fill(({ rows }) => rows)
  return given
}
