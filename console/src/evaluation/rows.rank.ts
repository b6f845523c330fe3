import type { SheetRow } from '@lianqin/shared/evaluation/evaluation'
import type { IndicatorId } from '@lianqin/shared/evaluation/indicator'
import type { Order } from './evaluation.text.ts'
import { figureOf, isBetter, setsOf } from './figures.ts'

/**
 * The rows of an axis in the order that is asked for: the worst first (of equals the one with more cases), the one with most
 * cases first, or by name. Rows in which nothing was due, and the cases without a name on this axis, stand last.
 */
export function ordered(
  rows: readonly SheetRow[],
  id: IndicatorId,
  order: Order,
  nameOf: (key: string | null) => string,
): SheetRow[] {
  const { whole } = setsOf(id)
  const worse = isBetter(id) === 'more' ? 1 : -1
  const most = (a: SheetRow, b: SheetRow) => b.sheet.counts[whole] - a.sheet.counts[whole]
  const named = (a: SheetRow, b: SheetRow) => nameOf(a.key).localeCompare(nameOf(b.key), 'zh')
  const worst = (a: SheetRow, b: SheetRow) => {
    const [one, other] = [figureOf(id, a.sheet), figureOf(id, b.sheet)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return (one - other) * worse || most(a, b)
  }
  const by = { worst, most, name: named }[order]
  return rows.toSorted((a, b) => Number(a.key === null) - Number(b.key === null) || by(a, b) || named(a, b))
}
