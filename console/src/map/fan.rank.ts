import type { MapIncident } from './view-model.ts'

/** Cases closer than this are one spot: about ten metres. */
const SPOT_DIGITS = 4
/** Of one tone as many melt into one shape with their number. */
export const PILE_FROM = 3
const INNER = 6
const OUTER = 12
/** Places around a spot; 0 is the spot itself. */
export const slots = Array.from({ length: INNER + OUTER }, (_, index) => index + 1)

/** Where a place lies around its spot, in rings of one radius each: x to the east, y to the south. */
export function aside(slot: number): [number, number] {
  if (slot < 1) return [0, 0]
  const isInner = slot <= INNER
  const at = isInner ? slot - 1 : slot - 1 - INNER
  const count = isInner ? INNER : OUTER
  // First east, then west, and so on around: two cases stand side by side.
  const step = at % 2 === 0 ? at / 2 : (at - 1) / 2 + count / 2
  const angle = (2 * Math.PI * step) / count
  const radius = isInner ? 1 : 2
  return [radius * Math.cos(angle), radius * Math.sin(angle)]
}

/**
 * Cases at one spot fan out, so that none hides another: the selected one keeps the spot, or a pile of cases of one tone,
 * or the most pressing; the others stand around. Those of a pile stand behind them, for when the map opens it.
 */
export function fanned(incidents: readonly MapIncident[], selectedId: string | null): ReadonlyMap<string, number> {
  const spots = new Map<string, MapIncident[]>()
  for (const one of incidents) {
    const key = `${one.lon.toFixed(SPOT_DIGITS)} ${one.lat.toFixed(SPOT_DIGITS)}`
    const here = spots.get(key)
    if (here) here.push(one)
    else spots.set(key, [one])
  }
  const placed = new Map<string, number>()
  for (const here of spots.values()) {
    if (here.length < 2) continue
    const melts = (one: MapIncident) =>
      !one.urgent &&
      one.id !== selectedId &&
      here.filter(({ tone, urgent, id }) => tone === one.tone && !urgent && id !== selectedId).length >= PILE_FROM
    const rank = (one: MapIncident) => (one.id === selectedId ? 0 : melts(one) ? 2 : 1)
    const ordered = here.toSorted((a, b) => rank(a) - rank(b) || a.order - b.order || (a.id < b.id ? -1 : 1))
    const first = here.some(melts) && !here.some(({ id }) => id === selectedId) ? 1 : 0
    ordered.forEach((one, index) => {
      placed.set(one.id, (index + first) % (slots.length + 1))
    })
  }
  return placed
}
