/** One piece of a period as it is drawn: its value, and of how many cases. */
export interface TrendPoint {
  value: number | null
  n: number
}

export interface TrendSize {
  width: number
  height: number
}

/** What stands at which place of a chart; y grows downwards, as SVG counts. */
export interface Trend {
  /** The values at the lower and the upper edge. */
  low: number
  high: number
  /** The middle of each piece, and how wide it is. */
  xs: number[]
  wide: number
  ys: (number | null)[]
  /** Lines between neighbours that have values; where nothing was due the line is broken. */
  line: string
  /** The heights of the bars: shares of the largest number of cases. */
  bars: number[]
  /** Which pieces hold the lowest and the highest value; null when all are the same. */
  lowest: number | null
  highest: number | null
}

/** A tenth of all: nothing smaller is drawn as high as the whole chart. */
const TENTHS = 10
const ALMOST = 1e-9

/** Where a chart of these values begins and ends: shares by tenths, times from zero. */
function edges(values: readonly number[], isShare: boolean): [number, number] {
  if (values.length === 0) return [0, 1]
  const [min, max] = [Math.min(...values), Math.max(...values)]
  if (!isShare) return [0, max === 0 ? 1 : max * 1.1]
  const low = Math.floor(min * TENTHS + ALMOST)
  const high = Math.ceil(max * TENTHS - ALMOST)
  if (high > low) return [low / TENTHS, high / TENTHS]
  return low < TENTHS ? [low / TENTHS, (low + 1) / TENTHS] : [(low - 1) / TENTHS, low / TENTHS]
}

/** Lays a period out; what it is compared with is laid on the same edges, see `lineOf`. */
export function layTrend(
  points: readonly TrendPoint[],
  beside: readonly TrendPoint[],
  size: TrendSize,
  isShare: boolean,
): Trend {
  const values = (of: readonly TrendPoint[]) => of.flatMap(({ value }) => (value === null ? [] : [value]))
  const [low, high] = edges([...values(points), ...values(beside)], isShare)
  const wide = size.width / Math.max(1, points.length)
  const xs = points.map((_, nth) => (nth + 0.5) * wide)
  const ys = points.map(({ value }) => yOf(value, low, high, size.height))
  const most = Math.max(1, ...points.map(({ n }) => n))
  return {
    low,
    high,
    xs,
    wide,
    ys,
    line: lineOf(xs, ys),
    bars: points.map(({ n }) => n / most),
    ...extremes(points),
  }
}

export const yOf = (value: number | null, low: number, high: number, height: number): number | null =>
  value === null ? null : height - ((value - low) / (high - low)) * height

/** A line through the places that have a value, broken where one has none. */
export function lineOf(xs: readonly number[], ys: readonly (number | null)[]): string {
  let path = ''
  let drawing = false
  for (const [nth, y] of ys.entries()) {
    const x = xs[nth]
    if (y === null || x === undefined) drawing = false
    else {
      path += `${drawing ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
      drawing = true
    }
  }
  return path
}

function extremes(points: readonly TrendPoint[]): Pick<Trend, 'lowest' | 'highest'> {
  let [lowest, highest]: [number | null, number | null] = [null, null]
  for (const [nth, { value }] of points.entries()) {
    if (value === null) continue
    if (lowest === null || value < (points[lowest]?.value ?? 0)) lowest = nth
    if (highest === null || value > (points[highest]?.value ?? 0)) highest = nth
  }
  return lowest === null || points[lowest]?.value === points[highest ?? 0]?.value
    ? { lowest: null, highest: null }
    : { lowest, highest }
}
