import { expect, it } from 'vitest'
import { anAlarm, before, MINUTE } from '../../test/fixtures.ts'
import { byCall } from './alarm.rank.ts'

const alarms = [
  anAlarm({ id: 'alarm-owned', state: 'owned', level: 'centre-head', raisedAt: before(90 * MINUTE) }),
  anAlarm({ id: 'alarm-desk-old', level: 'dispatcher', raisedAt: before(9 * MINUTE) }),
  anAlarm({ id: 'alarm-desk', level: 'dispatcher', raisedAt: before(MINUTE) }),
  anAlarm({ id: 'alarm-lead', level: 'shift-lead', raisedAt: before(2 * MINUTE) }),
  anAlarm({
    id: 'alarm-sos',
    kind: 'sos',
    incidentId: null,
    unitId: 'unit-1',
    level: 'dispatcher',
    raisedAt: before(1),
  }),
  anAlarm({ id: 'alarm-head', level: 'centre-head', raisedAt: before(30 * MINUTE) }),
]
const order = (role: 'dispatcher' | 'shift-lead' | 'viewer') =>
  alarms.toSorted(byCall(role)).map(({ id }) => id.slice(6))

it('a call for help stands first, then what calls my role and what has climbed highest; what somebody owns stands last', () => {
  expect(order('dispatcher')).toEqual(['sos', 'desk-old', 'desk', 'head', 'lead', 'owned'])
  expect(order('shift-lead')).toEqual(['sos', 'lead', 'head', 'desk-old', 'desk', 'owned'])
  expect(order('viewer')).toEqual(['sos', 'head', 'lead', 'desk-old', 'desk', 'owned'])
})
