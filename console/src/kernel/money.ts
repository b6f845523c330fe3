import type { Params } from './i18n.ts'

const FEN = 100

/** Fen as yuan to read: 300000 is 3,000 and 1250 is 12.50. */
export function yuan(fen: number): string {
  const digits = fen % FEN === 0 ? 0 : 2
  return (fen / FEN).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** What somebody typed as yuan, in fen; null if it is no amount. At most two decimals, no sign. */
export function fenOf(typed: string): number | null {
  const text = typed.normalize('NFKC').replace(/[,\s]/g, '')
  return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * FEN) : null
}

/** Money comes in fen and is said in yuan: `limitFen` becomes `limitYuan` as well. */
export const withYuan = (params: Params): Params => ({
  ...params,
  ...Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      name.endsWith('Fen') && typeof value === 'number' ? [[name.replace(/Fen$/, 'Yuan'), yuan(value)]] : [],
    ),
  ),
})
