import Type, { type Static } from 'typebox'
import { Alarm } from '../alarm.ts'
import { CrewMember } from '../crew.ts'
import { Handover } from '../handover.ts'
import { Incident } from '../incident.ts'
import { DeskShift } from '../shift.ts'
import { Id } from '../wire/id.ts'
import { Moment } from '../wire/moment.ts'
import { Nullable, Words } from '../wire/words.ts'

/** One case on paper. Its state is that of now; the moments tell how it stood then. */
export const ReportedCase = Type.Object({
  ...Type.Pick(Incident, [
    'id',
    'no',
    'matterId',
    'areaId',
    'address',
    'urgent',
    'source',
    'state',
    'reportedAt',
    'filedAt',
    'dueAt',
    'handledAt',
    'closedAt',
    'outcome',
  ]).properties,
  /** The squad that leads it. */
  squadId: Nullable(Id('squad')),
})
export type ReportedCase = Static<typeof ReportedCase>

/** So many lines of each list are printed; the counts are whole. */
export const LINES_ON_PAPER = 500
const Listed = Type.Object({ count: Type.Integer(), cases: Type.Array(ReportedCase, { maxItems: LINES_ON_PAPER }) })

/** Somebody of a squad on duty, from when to when; cut to the shift by whoever prints it. */
export const DutyStretch = Type.Object({
  ...CrewMember.properties,
  beganAt: Moment,
  endedAt: Nullable(Moment),
})

export const SquadOnDuty = Type.Object({
  squadId: Id('squad'),
  name: Words,
  areaId: Nullable(Id('area')),
  beganAt: Moment,
  endedAt: Nullable(Moment),
  /** Empty when the squad signed on without telling who is there. */
  officers: Type.Array(DutyStretch),
})
export type SquadOnDuty = Static<typeof SquadOnDuty>

/** A shift from one hand-over to the next: what came in, what was ended, what is left open, what alarmed, and who was there. */
export const ShiftReport = Type.Object({
  at: Moment,
  from: Moment,
  to: Moment,
  /** The township it is of; null is the whole district. */
  areaId: Nullable(Id('area')),
  cameIn: Listed,
  ended: Listed,
  /** Open when the shift ended; of these past their limit by then. */
  open: Type.Object({ ...Listed.properties, overdue: Type.Integer() }),
  alarms: Type.Object({
    count: Type.Integer(),
    alarms: Type.Array(
      Type.Object({
        ...Type.Pick(Alarm, [
          'id',
          'kind',
          'incidentId',
          'areaId',
          'raisedAt',
          'clearedAt',
          'ownerTitle',
          'ownedAt',
          'reason',
        ]).properties,
        no: Incident.properties.no,
      }),
    ),
  }),
  desks: Type.Array(Type.Pick(DeskShift, ['id', 'title', 'role', 'areaId', 'beganAt', 'endedAt'])),
  handovers: Type.Array(
    Type.Pick(Handover, ['id', 'fromTitle', 'toTitle', 'areaId', 'note', 'offeredAt', 'endedAt', 'state']),
  ),
  squads: Type.Array(SquadOnDuty),
})
export type ShiftReport = Static<typeof ShiftReport>

/** No shift is longer. */
export const LONGEST_SHIFT_HOURS = 72
