import type { Alarm } from '@lianqin/shared/alarm'
import type { Approval } from '@lianqin/shared/approval'
import type { Incident } from '@lianqin/shared/incident'
import type { Offer } from '@lianqin/shared/offer'
import type { Task } from '@lianqin/shared/task'

// What there is to see of a case that is being walked.

export interface File {
  incident: Incident
  tasks: Task[]
  offers: Offer[]
  approvals: Approval[]
  alarms: Alarm[]
}
export const liveOffer = ({ offers }: File) => offers.find(({ endedAt }) => endedAt === null)
export const liveTask = ({ tasks }: File) => tasks.findLast(({ state }) => !['sent-back', 'called-off'].includes(state))
export const asked = ({ approvals }: File) => approvals.find(({ state }) => state === 'asked')
export const allAsked = ({ approvals }: File) =>
  approvals.flatMap(({ state, subject }) => (state === 'asked' ? [subject] : []))

export const isSettled = (file: File) =>
  liveOffer(file) !== undefined || file.alarms.some(({ state }) => state !== 'cleared')
