import Type, { type Static } from 'typebox'

/** Every refusal there is, by `room.reason`, with its HTTP status. The console's sentences are total over these codes. */
export const problems = {
  'request.invalid': 400,
  'request.too-large': 413,
  'request.not-json': 415,
  'request.unknown-route': 404,
  'request.foreign-origin': 403,
  'request.too-many': 429,
  'idempotency.other-body': 422,
  'session.missing': 401,
  'session.wrong-password': 401,
  'session.too-many-attempts': 429,
  'session.forbidden': 403,
  'server.busy': 503,
  'server.failed': 500,
  'server.not-demo': 404,
  'district.missing': 409,
  'district.other': 409,
  'catalogue.missing': 404,
  'matter.missing': 422,
  'place.outside': 422,
  'incident.missing': 404,
  'incident.stale': 409,
  'incident.illegal-move': 409,
  'incident.duplicate-missing': 422,
  'task.missing': 404,
  'task.stale': 409,
  'task.illegal-move': 409,
  'task.result-missing': 422,
  'offer.missing': 404,
  'offer.stale': 409,
  'offer.illegal-move': 409,
  'offer.lapsed': 409,
  'offer.taken': 409,
  'offer.not-competent': 422,
  'offer.off-duty': 409,
  'alarm.missing': 404,
  'alarm.stale': 409,
  'alarm.illegal-move': 409,
  'alarm.cause-stands': 409,
  'incident.overdue': 409,
  'incident.no-higher-level': 409,
  'incident.not-merged': 409,
  'incident.link-unfit': 422,
  'condition.missing': 422,
  'closing.missing': 422,
  'task.members-open': 409,
  'slot.missing': 422,
  'slot.filled': 409,
  'offer.already-here': 409,
  'offer.not-lower': 409,
  'approval.missing': 404,
  'approval.stale': 409,
  'approval.illegal-move': 409,
  'approval.own': 409,
  'approval.asked-already': 409,
  'approval.extended-twice': 409,
  'approval.until-unfit': 422,
  'supervision.missing': 404,
  'supervision.stale': 409,
  'supervision.illegal-move': 409,
  'supervision.squad-unfit': 422,
  'squad.missing': 404,
  'squad.stale': 409,
  'squad.illegal-move': 409,
  'squad.has-open-task': 409,
  'officer.missing': 404,
  'officer.stale': 409,
  'officer.illegal-move': 409,
  'officer.force-missing': 422,
  'officer.licence-half': 422,
  'officer.licence-taken': 409,
  'officer.licence-not-later': 422,
  'officer.licence-lapsed': 422,
  'officer.licence-missing': 422,
  'officer.auxiliary': 422,
  'officer.other-squad': 422,
  'officer.busy': 409,
  'officer.on-duty': 409,
  'duty.missing': 404,
  'duty.stale': 409,
  'duty.illegal-move': 409,
  'duty.incomplete': 422,
  'duty.area-missing': 422,
  'duty.days-wrong': 422,
  'duty.time-outside': 422,
  'duty.already-published': 409,
  'shift.illegal-move': 409,
  'shift.work-left': 409,
  'handover.missing': 404,
  'handover.stale': 409,
  'handover.illegal-move': 409,
  'handover.not-yours': 409,
  'handover.no-taker': 422,
  'handover.pending': 409,
  'unit.missing': 404,
  'unit.off-duty': 409,
  'person.missing': 404,
  'person.stale': 409,
  'person.illegal-move': 409,
  'person.name-taken': 409,
  'person.self': 409,
  'person.scope-missing': 422,
  'person.scope-unfit': 422,
  'import.bad-row': 422,
  'move.reason-missing': 422,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof problems

const Param = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

/** The wire form of a refusal or a fault, the same on HTTP and in a socket's acknowledgement. */
export const WireProblem = Type.Object({
  code: Type.Enum(Object.keys(problems) as ProblemCode[]),
  params: Type.Record(Type.String(), Param),
  requestId: Type.String(),
})
export type WireProblem = Static<typeof WireProblem>
export type ProblemParams = WireProblem['params']

/** The only way to refuse: a code from the table, and what the sentence needs. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly params: ProblemParams

  constructor(code: ProblemCode, params: ProblemParams = {}) {
    super(code)
    this.code = code
    this.params = params
  }

  get status(): number {
    return problems[this.code]
  }
}
