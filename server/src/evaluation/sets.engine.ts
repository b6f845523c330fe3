import type { CaseSet } from '@lianqin/shared/evaluation/indicator'
import type { At, CaseFact } from './case-fact.ts'
import { type Frame, isDone, isDue, within } from './frame.engine.ts'

type Belongs = (fact: CaseFact, frame: Frame) => boolean

/** What is asked for, whatever became of it: filed, and neither voided nor put on the ledger (挂账 stops the clock). */
function isOwed({ filedAt, state, outcome }: CaseFact, { rules }: Frame): boolean {
  if (filedAt === null || state === 'void' || state === 'rejected' || state === 'suspended') return false
  return outcome !== 'forced' || rules.forced !== 'excluded'
}

/** When it was disposed of; a forced close is that or is not, by the district's rule. */
const disposedAt = ({ outcome, handledAt, closedAt }: CaseFact, { rules }: Frame): At =>
  outcome !== 'forced' ? handledAt : rules.forced === 'disposed' ? closedAt : null

const plus = (at: At, ms: number): At => (at === null ? null : at + ms)

/** Until when it is to be closed. */
const closeBy = ({ dueAt }: CaseFact, { rules, checkMs }: Frame): At =>
  plus(dueAt, rules.closeBy === 'limit' ? 0 : checkMs)

/** Its end by work or by decree; a report that was turned down or voided is over, not closed. */
const closedAt = (fact: CaseFact): At => (fact.state === 'closed' ? fact.closedAt : null)

/** When somebody decided about a report: filed, or turned down. */
const verifiedAt = ({ filedAt, closedAt: endedAt }: CaseFact): At => filedAt ?? endedAt

const dispatchedAt = ({ firstOfferedAt, firstAcceptedAt }: CaseFact, { rules }: Frame): At =>
  rules.dispatchedBy === 'offer' ? firstOfferedAt : firstAcceptedAt

const SECOND = 1000
const verifyBy = ({ reportedAt }: CaseFact, { rules }: Frame) => reportedAt + rules.verifyWithinS * SECOND

/** Since when it was handled, for the mean time. */
export function handleBegan(fact: CaseFact, { rules }: Frame): At {
  const began = { filed: fact.askedAt, accepted: fact.acceptedAt, arrived: fact.arrivedAt }[rules.handleFrom]
  return began === null || fact.handledAt === null || began > fact.handledAt ? null : began
}

function isFiledRight({ state, outcome, isDuplicate }: CaseFact, { rules: { wrongFiling } }: Frame): boolean {
  if (state === 'void') return !wrongFiling.includes(isDuplicate ? 'duplicate' : 'void')
  return outcome !== 'unfounded' || !wrongFiling.includes('unfounded')
}

const isDispatchedRight = ({ sentBack, notOurs, recalled }: CaseFact, { rules: { wrongDispatch } }: Frame): boolean =>
  !(
    (sentBack > 0 && wrongDispatch.includes('sent-back')) ||
    (notOurs > 0 && wrongDispatch.includes('not-ours')) ||
    (recalled > 0 && wrongDispatch.includes('recalled'))
  )

const isReworked = ({ reworks, reopens }: CaseFact, { rules }: Frame): boolean =>
  reworks > 0 || (rules.reopenedIsRework && reopens > 0)

/** Which cases belong to each set of a period (DOMAIN §2.6, with the district's rules where that leaves a choice). */
export const belongs: Record<CaseSet, Belongs> = {
  reported: ({ reportedAt }, frame) => within(frame, reportedAt),
  valid: (fact, frame) =>
    belongs.reported(fact, frame) &&
    fact.state !== 'rejected' &&
    (fact.state !== 'void' || (fact.isDuplicate && frame.rules.duplicatesAreValid)),
  registered: (fact, frame) => belongs.valid(fact, frame) && isDone(frame, fact.filedAt),
  filed: ({ filedAt }, frame) => within(frame, filedAt),
  filedInTime: (fact, frame) => within(frame, fact.filedAt) && fact.filedAt - fact.reportedAt <= frame.fileMs,
  filedRight: (fact, frame) => belongs.filed(fact, frame) && isFiledRight(fact, frame),
  verifyDue: (fact, frame) =>
    frame.rules.verifySources.includes(fact.source) && isDue(frame, verifyBy(fact, frame), verifiedAt(fact)),
  verifiedInTime(fact, frame) {
    const at = verifiedAt(fact)
    return belongs.verifyDue(fact, frame) && isDone(frame, at) && at <= verifyBy(fact, frame)
  },
  dispatchDue: (fact, frame) =>
    isOwed(fact, frame) && isDue(frame, plus(fact.filedAt, frame.dispatchMs), dispatchedAt(fact, frame)),
  dispatchedInTime(fact, frame) {
    const at = dispatchedAt(fact, frame)
    return belongs.dispatchDue(fact, frame) && isDone(frame, at) && at - (fact.filedAt ?? 0) <= frame.dispatchMs
  },
  dispatchedRight: (fact, frame) =>
    belongs.dispatchDue(fact, frame) && isDone(frame, dispatchedAt(fact, frame)) && isDispatchedRight(fact, frame),
  disposeDue: (fact, frame) => isOwed(fact, frame) && isDue(frame, fact.dueAt, disposedAt(fact, frame)),
  disposed: (fact, frame) => belongs.disposeDue(fact, frame) && isDone(frame, disposedAt(fact, frame)),
  disposedInTime(fact, frame) {
    const at = disposedAt(fact, frame)
    return belongs.disposeDue(fact, frame) && isDone(frame, at) && at <= (fact.dueAt ?? 0)
  },
  overdueOpen: (fact, frame) => belongs.disposeDue(fact, frame) && !isDone(frame, disposedAt(fact, frame)),
  extended: (fact, frame) => belongs.disposeDue(fact, frame) && fact.extensions > 0,
  closeDue: (fact, frame) => isOwed(fact, frame) && isDue(frame, closeBy(fact, frame), closedAt(fact)),
  closed: (fact, frame) => belongs.closeDue(fact, frame) && isDone(frame, closedAt(fact)),
  closedInTime(fact, frame) {
    const at = closedAt(fact)
    return belongs.closeDue(fact, frame) && isDone(frame, at) && at <= (closeBy(fact, frame) ?? 0)
  },
  closedLate: (fact, frame) => belongs.closed(fact, frame) && !belongs.closedInTime(fact, frame),
  reworked: (fact, frame) => belongs.closeDue(fact, frame) && isReworked(fact, frame),
  checkDue: (fact, frame) => isOwed(fact, frame) && isDue(frame, plus(fact.handledAt, frame.checkMs), closedAt(fact)),
  checkedInTime(fact, frame) {
    const at = closedAt(fact)
    return belongs.checkDue(fact, frame) && isDone(frame, at) && at - (fact.handledAt ?? 0) <= frame.checkMs
  },
  timed: (fact, frame) => belongs.handled(fact, frame) && fact.clock !== null && handleBegan(fact, frame) !== null,
  handled: ({ handledAt }, frame) => within(frame, handledAt),
  ended: (fact, frame) => within(frame, closedAt(fact)),
  acts: ({ decidedAt }, frame) => within(frame, decidedAt),
}

/** Every moment by which a case may belong to a period: one that holds none of them has nothing of it. */
export const momentsOf = (fact: CaseFact, frame: Frame): At[] => [
  fact.reportedAt,
  fact.filedAt,
  fact.dueAt,
  fact.handledAt,
  fact.closedAt,
  fact.decidedAt,
  fact.offeredAt,
  fact.acceptedAt,
  fact.departedAt,
  fact.arrivedAt,
  fact.firstOfferedAt,
  fact.firstAcceptedAt,
  verifyBy(fact, frame),
  plus(fact.filedAt, frame.dispatchMs),
  closeBy(fact, frame),
  plus(fact.handledAt, frame.checkMs),
]
