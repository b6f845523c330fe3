import type { Arrival } from '@lianqin/shared/presence'
import type { TrackView } from '@lianqin/shared/track/view'
import { expect, it } from 'vitest'
import { isNewer, newestViews } from './presence.rank.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 6, minute)).toISOString()
const arrival = (over: Partial<Arrival>): Arrival => ({
  taskId: 'task-1',
  incidentId: 'incident-1',
  areaId: 'area-gulin',
  squadId: 'squad-gulin-1',
  unitId: 'unit-gulin-1',
  at: at(4),
  proposedAt: at(5),
  leftAt: null,
  dismissedAt: null,
  ...over,
})
const view = (n: number) => ({ id: `view-${n}`, viewedAt: at(n) }) as TrackView

it('an arrival that was denied, or is over, does not come back by an answer that was on its way', () => {
  const [proposed, denied, left] = [arrival({}), arrival({ dismissedAt: at(6) }), arrival({ leftAt: at(3) })]
  const again = arrival({ proposedAt: at(9) })
  expect(isNewer(proposed, undefined)).toBe(true)
  expect([denied, left, again].map((one) => isNewer(one, proposed))).toEqual([true, true, true])
  expect([denied, left, again].map((one) => isNewer(proposed, one))).toEqual([false, false, false])
  expect([isNewer(again, denied), isNewer(denied, again)]).toEqual([true, false])
})

it('views are told once, newest first, wherever they came from, and the last fifty are kept', () => {
  expect(newestViews([view(1), view(2)], [view(3), view(2)]).map(({ id }) => id)).toEqual([
    'view-3',
    'view-2',
    'view-1',
  ])
  const many = Array.from({ length: 60 }, (_, n) => view(n))
  expect(newestViews(many, [])).toHaveLength(50)
  expect(newestViews([], many)[0]?.id).toBe('view-59')
})
