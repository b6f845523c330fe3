import { expect, it } from 'vitest'
import { aSupervision, before, HOUR, MINUTE } from '../../test/fixtures.ts'
import { byPressure } from './standing.rank.ts'

it('orders stand with the overdue first, then what is answered and waits for a look, then what falls due next', () => {
  const rows = [
    aSupervision({ id: 'supervision-later', dueAt: before(-2 * HOUR) }),
    aSupervision({ id: 'supervision-soon', dueAt: before(-MINUTE) }),
    aSupervision({ id: 'supervision-answered', state: 'answered', dueAt: before(-3 * HOUR) }),
    aSupervision({ id: 'supervision-late', dueAt: before(MINUTE), overrunAt: before(MINUTE) }),
  ]
  expect(rows.toSorted(byPressure).map(({ id }) => id.slice(12))).toEqual(['late', 'answered', 'soon', 'later'])
})
