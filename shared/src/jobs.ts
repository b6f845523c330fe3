import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'

/** What is looked at when its time is up: the legal limit, and the stages of a case and of a task. */
export const caseStages = ['file', 'dispatch', 'check', 'limit'] as const
export const taskStages = ['turnout', 'arrive'] as const

/** Everything done later, by name, with what its handler is told: ids only, never a business fact. */
export const jobs = {
  'dispatch.route': Command({ incidentId: Id('incident') }),
  'offer.lapse': Command({ offerId: Id('offer') }),
  'offer.remind': Command({ offerId: Id('offer') }),
  'case.stage': Command({ incidentId: Id('incident'), stage: Type.Enum(caseStages) }),
  'task.stage': Command({ taskId: Id('task'), stage: Type.Enum(taskStages) }),
  'incident.take-up': Command({ incidentId: Id('incident') }),
  'alarm.escalate': Command({ alarmId: Id('alarm') }),
  'approval.lapse': Command({ approvalId: Id('approval') }),
  'squad.recount': Command({ squadId: Id('squad') }),
  'supervision.overrun': Command({ supervisionId: Id('supervision') }),
  'track.request-lapse': Command({ requestId: Id('request') }),
  /** Drops the tracks that have been kept long enough, every night. */
  'track.purge': Command({ district: Type.String() }),
} as const

export type JobName = keyof typeof jobs
export type JobData<K extends JobName> = Static<(typeof jobs)[K]>
export const jobNames = Object.keys(jobs) as JobName[]
