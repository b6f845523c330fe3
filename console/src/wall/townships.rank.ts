import type { Incident } from '@lianqin/shared/incident'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { CaseTone } from '../map/view-model.ts'

/** Open cases of one township, by how their clocks stand. */
export interface Tally {
  open: number
  /** Reported and not yet filed: no clock runs. */
  unfiled: number
  due: number
  over: number
}

export interface Township extends Tally {
  /** Null sums up those that found no row of their own. */
  area: Area['id'] | null
  /** How many townships this row stands for. */
  count: number
}

/** A report nobody has filed yet has no clock, so it is neither on time nor late. */
export const isUnfiled = ({ state }: Pick<Incident, 'state'>): boolean => state === 'reported'

export const nothing = (): Tally => ({ open: 0, unfiled: 0, due: 0, over: 0 })

const plus = (a: Tally, b: Tally): Tally => ({
  open: a.open + b.open,
  unfiled: a.unfiled + b.unfiled,
  due: a.due + b.due,
  over: a.over + b.over,
})
export const total = (rows: readonly Tally[]): Tally => rows.reduce(plus, nothing())

/** Every area has its tally, also one where nothing is open. */
export function tallies(
  areaIds: readonly Area['id'][],
  cases: Iterable<{ areaId: Area['id']; tone: CaseTone; unfiled: boolean }>,
): Map<Area['id'], Tally> {
  const byArea = new Map(areaIds.map((id) => [id, nothing()]))
  for (const { areaId, tone, unfiled } of cases) {
    const tally = byArea.get(areaId) ?? nothing()
    byArea.set(areaId, tally)
    tally.open += 1
    if (unfiled) tally.unfiled += 1
    else if (tone === 'due') tally.due += 1
    else if (tone === 'over') tally.over += 1
  }
  return byArea
}

/** The worst first: overdue, then due, then open. What has no room is summed up in the last row. */
export function worstFirst(byArea: ReadonlyMap<Area['id'], Tally>, rows: number): Township[] {
  const sorted = [...byArea]
    .map(([area, tally]): Township => ({ area, count: 1, ...tally }))
    .sort((a, b) => b.over - a.over || b.due - a.due || b.open - a.open)
  if (sorted.length <= rows) return sorted
  const rest = sorted.slice(rows - 1)
  return [...sorted.slice(0, rows - 1), { area: null, count: rest.length, ...total(rest) }]
}
