import type { Approval } from '@lianqin/shared/approval'
import type { EventBody, LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import { approvalText } from '../approval/approval.text.ts'
import { personText } from '../person/person.text.ts'
import { useIncidents } from './incident.store.ts'
import { incidentNo } from './incident.text.ts'
import { timelineText } from './timeline.text.ts'

// Lines of a case's file that only say what they mean beside the lines before or after them.

/** One request through all its steps: it is asked once, and decided on as often as there are steps. */
const stepKey = ({ subject, askedAt }: Approval, step: number) => `${subject} ${askedAt} ${step}`

/** Who decides next after each step that was granted, by the step. */
export const onwardRoles = (events: readonly LoggedEvent[]): ReadonlyMap<string, Approval['role']> =>
  new Map(
    events.flatMap((event) =>
      event.kind === 'approval.asked' && event.body.approval.step > 1
        ? [[stepKey(event.body.approval, event.body.approval.step - 1), event.body.approval.role] as const]
        : [],
    ),
  )

/** A word on a request, with who decides next where it was not the last. */
export function decided(
  { move, approval }: EventBody<'approval.moved'>,
  onward: ReadonlyMap<string, Approval['role']>,
): string {
  const subject = approvalText(`subject.${approval.subject}`)
  const next = move === 'grant' ? onward.get(stepKey(approval, approval.step)) : undefined
  if (next) return timelineText('approval-onward', { subject, role: personText(`role.${next}`) })
  return timelineText(`approval.${move}` as 'approval.grant', { subject })
}

/** The row of the case as it stood before each line of its file, by the line's number. */
export function rowsBefore(events: readonly LoggedEvent[]): ReadonlyMap<number, Incident> {
  const rows = new Map<number, Incident>()
  let last: Incident | undefined
  for (const { seq, body } of events) {
    if (last) rows.set(seq, last)
    if ('incident' in body) last = body.incident
  }
  return rows
}

/**
 * What of a case was corrected; only that it was, for whoever may not read how it stood before. Nothing where only the rules
 * changed what they go by: since when somebody is asked, which places are to be filled. Other lines tell why.
 */
export function amended(before: Incident | undefined, after: Incident): string {
  if (!before) return timelineText('incident-amended')
  return [
    before.urgent === after.urgent ? '' : timelineText(after.urgent ? 'urgent.on' : 'urgent.off'),
    before.major === after.major ? '' : timelineText(after.major ? 'major.on' : 'major.off'),
    before.partOf === after.partOf ? '' : belongs(after.partOf),
  ]
    .filter(Boolean)
    .join(timelineText('between-names'))
}

function belongs(partOf: Incident['partOf']): string {
  if (partOf === null) return timelineText('part-of.none')
  const major = useIncidents().byId.get(partOf)
  return major ? timelineText('part-of', { no: incidentNo(major) }) : timelineText('part-of.unknown')
}
