import { type Only, useEvaluation } from './evaluation.store.ts'

/**
 * Up and down walk whichever list has the focus: the rows of the axis, the cases, and otherwise the indicators. Where the
 * focus stands is the cursor; nothing is kept beside it.
 */
export function useRowCursor() {
  const evaluation = useEvaluation()

  const focusedRow = (): HTMLElement | null =>
    document.activeElement instanceof HTMLElement ? document.activeElement.closest<HTMLElement>('[data-walk]') : null

  function move(away: number): void {
    const row = focusedRow()
    if (!row) {
      evaluation.choose(away)
      return
    }
    const rows = [...document.querySelectorAll<HTMLElement>(`[data-walk="${row.dataset.walk}"]`)]
    const next = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + away))]
    next?.focus()
  }

  /** The row of the axis that has the focus; null for the whole. */
  function row(): Only | null {
    const { walk, key } = focusedRow()?.dataset ?? {}
    if (walk !== 'rows' || key === undefined) return null
    return { axis: evaluation.by, key: key === '' ? null : key }
  }
  return { move, row }
}
