import { type MoveOfficer, type Officer, officerMachine } from '@lianqin/shared/officer'
import { Problem } from '@lianqin/shared/wire/problem'

/** The entry as a command leaves it. A licence is only ever extended to a later day; a shorter one is a change. */
export function changed(officer: Officer, { move, to, licenceUntil }: MoveOfficer): Officer {
  const moved: Officer = { ...officer, state: officerMachine.next(officer.state, move), version: officer.version + 1 }
  if ((move === 'change') !== (to !== undefined)) {
    throw new Problem('request.invalid', { where: 'body', what: '`to` belongs to the move change' })
  }
  if ((move === 'extend') !== (licenceUntil !== undefined)) {
    throw new Problem('request.invalid', { where: 'body', what: '`licenceUntil` belongs to the move extend' })
  }
  if (to !== undefined) return { ...moved, ...to }
  if (licenceUntil === undefined) return moved
  if (officer.licenceUntil === null) throw new Problem('officer.licence-half')
  if (licenceUntil <= officer.licenceUntil) {
    throw new Problem('officer.licence-not-later', { until: officer.licenceUntil })
  }
  return { ...moved, licenceUntil }
}

/** A number without a last day would never lapse, a day without a number is nobody's. */
export function refuseHalfLicence({ licenceNo, licenceUntil }: Pick<Officer, 'licenceNo' | 'licenceUntil'>): void {
  if ((licenceNo === null) !== (licenceUntil === null)) throw new Problem('officer.licence-half')
}
