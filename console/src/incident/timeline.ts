import type { LoggedEvent } from '@lianqin/shared/events'
import type { IncidentMove } from '@lianqin/shared/incident'
import type { LeadMove } from '@lianqin/shared/lead'
import type { Offer } from '@lianqin/shared/offer'
import type { Supervision } from '@lianqin/shared/supervision'
import { alarmReason } from '../alarm/alarm.text.ts'
import { approvalText } from '../approval/approval.text.ts'
import { clockMinute, clockTime, dayWords } from '../kernel/time.ts'
import { offerReason } from '../offer/offer.text.ts'
import { personText } from '../person/person.text.ts'
import { useSquads } from '../squad/squad.store.ts'
import { supervisionText } from '../supervision/supervision.text.ts'
import { timelineText } from './timeline.text.ts'
import { amended, decided, onwardRoles, rowsBefore } from './timeline-parts.ts'

/** One line of a case's file: when by the server, when by the device that did it, who, what, and why. */
export interface TimelineLine {
  seq: number
  at: string
  deviceAt: string | null
  who: string
  what: string
}

/** The log lines of a case in words, newest first. What only repeats another line is left out. */
export function timelineOf(events: readonly LoggedEvent[]): TimelineLine[] {
  const onward = onwardRoles(events)
  const rows = rowsBefore(events)
  return events
    .flatMap((event): TimelineLine[] => {
      const what =
        event.kind === 'approval.moved'
          ? decided(event.body, onward)
          : event.kind === 'incident.amended'
            ? amended(rows.get(event.seq), event.body.incident)
            : tell(event)
      if (!what) return []
      const { body, seq, at } = event
      const told = why(event)
      return [
        {
          seq,
          at,
          deviceAt: 'deviceAt' in body ? body.deviceAt : null,
          who: whoDid(event),
          what: told ? what + timelineText('because', { reason: told }) : what,
        },
      ]
    })
    .toReversed()
}

/** The reason that was given, or what a squad reports; codes of the rules in words. */
function why(event: LoggedEvent): string {
  const reason = 'reason' in event.body ? event.body.reason : null
  switch (event.kind) {
    case 'offer.moved':
      return offerReason(reason)
    case 'alarm.moved':
      return alarmReason(reason)
    case 'task.moved':
      return reason || (event.body.move === 'finish' ? (event.body.task.result ?? '') : '')
    default:
      return reason ?? ''
  }
}

/** What was agreed happens to the case by itself: whoever agreed last is named in the line, not as who did it. */
const agreed: readonly string[] = ['extend', 'suspend', 'forceClose'] satisfies IncidentMove[]
const happensToCase = ({ kind, body }: LoggedEvent) => kind === 'incident.moved' && agreed.includes(body.move)

/** A leader is named with his squad: people change posts, and the squad is what was asked. */
function whoDid(event: LoggedEvent): string {
  const { by, body } = event
  if (happensToCase(event)) return ''
  if (by.role === 'clock') return personText('role.clock')
  const row = 'offer' in body ? body.offer : 'task' in body ? body.task : 'arrival' in body ? body.arrival : null
  return by.role === 'squad-leader' && row?.squadId ? `${by.title}·${useSquads().nameOf(row.squadId)}` : by.title
}

// A squad's receipts and steps are told by its leader; the moves of time that follow from them say nothing new.
const silent = ['incident.dispatch', 'task.offer', 'task.free', 'task.accept']

function tell(event: LoggedEvent): string {
  const squad = (id: Parameters<ReturnType<typeof useSquads>['nameOf']>[0]) => ({ squad: useSquads().nameOf(id) })
  switch (event.kind) {
    case 'incident.reported':
      return timelineText(event.body.incident.state === 'reported' ? 'reported' : 'reported-filed')
    case 'incident.imported':
      return timelineText('imported')
    case 'incident.moved':
      return moved('incident', event.body.move, agreement(event))
    case 'task.opened':
      return ''
    case 'task.moved':
      return moved('task', event.body.move, squad(event.body.task.squadId))
    case 'task.crewed': {
      const names = event.body.officers.map(({ name }) => name).join(timelineText('between-names'))
      return names === '' ? timelineText('task-uncrewed') : timelineText('task-crewed', { names })
    }
    case 'offer.made':
      return chosen(event.body.offer)
    case 'offer.moved':
      return moved('offer', event.body.move, squad(event.body.offer.squadId))
    case 'approval.asked': {
      const { subject, role, step } = event.body.approval
      // A further step is told with the word that led to it: whoever agreed did not ask.
      if (step > 1) return ''
      const names = { subject: approvalText(`subject.${subject}`), role: personText(`role.${role}`) }
      return timelineText('approval-asked', names)
    }
    case 'supervision.issued':
      return timelineText('supervision-issued', ordered(event.body.supervision))
    case 'supervision.moved':
      return moved('supervision', event.body.move, ordered(event.body.supervision))
    case 'task.arrival-seen':
      return timelineText('arrival-seen', {
        ...squad(event.body.arrival.squadId),
        time: clockTime(event.body.arrival.at),
      })
    case 'task.arrival-over': {
      const { squadId, leftAt, dismissedAt } = event.body.arrival
      const said = dismissedAt === null ? 'arrival-left' : 'arrival-dismissed'
      return timelineText(said, { ...squad(squadId), time: clockTime(dismissedAt ?? leftAt ?? event.at) })
    }
    case 'incident.noted':
      return timelineText('noted', { text: event.body.note.text })
    case 'photo.added':
      return timelineText('photo-added')
    case 'lead.opened':
      return timelineText('lead-opened', { no: event.body.lead.no })
    case 'lead.moved':
      return timelineText(`lead.${event.body.move as LeadMove}`)
    case 'lead.omitted':
      return timelineText('lead-omitted') + timelineText('because', { reason: event.body.omission.reason })
    case 'decision.made':
      return timelineText(`decision.${event.body.decision.kind}`, { no: event.body.decision.no })
    case 'alarm.raised':
      return timelineText(`alarm.${event.body.alarm.kind}`)
    case 'alarm.moved':
      return moved('alarm', event.body.move, {})
    default:
      return ''
  }
}

/** Who was asked; and where a person did not follow the ranking, what it had proposed. */
function chosen({ byHand, broadcast, squadId, proposedId, place }: Offer): string {
  const squad = useSquads().nameOf(squadId)
  if (!byHand) return timelineText('offer-made', { squad })
  const made = timelineText(broadcast ? 'offer-made-at-once' : 'offer-made-by-hand', { squad })
  if (place === 1 || proposedId === null || proposedId === squadId) return made
  const first = useSquads().nameOf(proposedId)
  return place === null
    ? timelineText('not-ranked', { made, first })
    : timelineText('not-first', { made, first, place })
}

/** Until when, and on whose word, a case was extended or suspended; or on whose word it ended. */
function agreement({ by, body }: LoggedEvent): Record<string, string> {
  const row = 'incident' in body ? body.incident : null
  const at = row?.suspendedUntil ?? row?.dueAt
  return { who: by.title, until: at ? `${dayWords(at)} ${clockMinute(at)}` : '' }
}

const ordered = ({ squadId, kind }: Supervision) => ({
  squad: useSquads().nameOf(squadId),
  kind: supervisionText(`kind.${kind}`),
})

function moved(
  room: 'incident' | 'task' | 'offer' | 'alarm' | 'approval' | 'supervision',
  move: string,
  params: Record<string, string>,
): string {
  const key = `${room}.${move}`
  return silent.includes(key) ? '' : timelineText(key as Parameters<typeof timelineText>[0], params)
}
