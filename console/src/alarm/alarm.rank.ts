import { type Alarm, alarmLevels } from '@lianqin/shared/alarm'
import type { Role } from '@lianqin/shared/person'

/** Whether an alarm that nobody owns calls this role, rather than somebody below or above it. */
export const callsRole = ({ state, level }: Pick<Alarm, 'state' | 'level'>, role: Role | null): boolean =>
  state === 'raised' && level === role

const height = ({ level }: Alarm) => alarmLevels.indexOf(level)

/** Nobody's first; of these somebody who calls for help, then what calls this role, what has climbed highest, and the oldest. */
export const byCall =
  (role: Role | null) =>
  (a: Alarm, b: Alarm): number =>
    Number(b.state === 'raised') - Number(a.state === 'raised') ||
    Number(b.kind === 'sos') - Number(a.kind === 'sos') ||
    Number(callsRole(b, role)) - Number(callsRole(a, role)) ||
    height(b) - height(a) ||
    (a.raisedAt < b.raisedAt ? -1 : 1)
