import type { Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'

/** Everything done later, by name, with what its handler is told: ids only, never a business fact. */
export const jobs = {
  'dispatch.route': Command({ incidentId: Id('incident') }),
  'offer.lapse': Command({ offerId: Id('offer') }),
} as const

export type JobName = keyof typeof jobs
export type JobData<K extends JobName> = Static<(typeof jobs)[K]>
export const jobNames = Object.keys(jobs) as JobName[]
