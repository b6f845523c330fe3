import type { AlarmMove } from '@lianqin/shared/alarm'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident, IncidentMove } from '@lianqin/shared/incident'
import type { OfferMove } from '@lianqin/shared/offer'
import type { Squad, SquadMove } from '@lianqin/shared/squad'
import type { SupervisionMove } from '@lianqin/shared/supervision'
import type { TaskMove } from '@lianqin/shared/task'
import type { Unit } from '@lianqin/shared/unit'
import type { Words } from '@lianqin/shared/wire/words'
import { isInTime } from '../incident/incident.rank.ts'
import type { GlyphName } from '../ui/glyphs.ts'
import type { LogKey } from './log.text.ts'

/** One line of the log: ids and a key, so that names and words follow the language of the screen. */
export interface LogLine {
  seq: number
  at: string
  glyph: GlyphName
  /** Whom the line is about: a squad if there is one, else the incident. */
  squadId: Squad['id'] | null
  incidentId: Incident['id'] | null
  /** Who calls for help, where that is what it is about. */
  unitId: Unit['id'] | null
  /** The case as the fact itself tells it, for when the screen has let go of it. */
  incident: Incident | null
  /** How many facts this one line stands for. */
  count: number
  /** There may have been more, of which this screen was not told. */
  atLeast: boolean
  key: LogKey
  reason: string | null
  /** Whoever did it, where the line names them. */
  who: string
  /** Where it was, by the district's own name for it. */
  place: Words | null
}

type Told = readonly [GlyphName, LogKey] | null

// What the room is told of a move; null where another line tells the same, or it is nobody's news.
const ofIncident: Record<IncidentMove, Told> = {
  file: ['case-calm', 'incident.file'],
  reject: ['case-closed', 'incident.reject'],
  void: ['case-closed', 'incident.void'],
  dispatch: null,
  handle: null,
  resume: ['case-calm', 'incident.resume'],
  extend: ['case-calm', 'incident.extend'],
  suspend: ['minus', 'incident.suspend'],
  takeUp: ['case-calm', 'incident.takeUp'],
  forceClose: ['case-closed', 'incident.forceClose'],
  raise: ['warning', 'incident.raise'],
  unmerge: ['case-calm', 'incident.unmerge'],
  close: ['case-closed', 'incident.close'],
  reopen: ['case-calm', 'incident.reopen'],
}
const ofOffer: Record<OfferMove, Told> = {
  deliver: null,
  see: null,
  accept: ['unit-accepted', 'offer.accept'],
  decline: ['cross', 'offer.decline'],
  remind: ['unit-offered', 'offer.remind'],
  lapse: ['warning', 'offer.lapse'],
  withdraw: ['minus', 'offer.withdraw'],
  widen: null,
  narrow: null,
}
const ofTask: Record<TaskMove, Told> = {
  offer: null,
  free: null,
  accept: null,
  depart: ['unit-enroute', 'task.depart'],
  arrive: ['unit-onscene', 'task.arrive'],
  finish: ['tick', 'task.finish'],
  unacknowledge: ['warning', 'task.unacknowledge'],
  recall: ['minus', 'task.recall'],
  sendBack: ['warning', 'task.sendBack'],
  rework: ['unit-onscene', 'task.rework'],
  passOn: ['minus', 'task.passOn'],
  check: ['tick', 'task.check'],
  callOff: ['minus', 'task.callOff'],
}
const ofAlarm: Record<AlarmMove, Told> = {
  own: ['alarm', 'alarm.own'],
  release: ['alarm', 'alarm.release'],
  clear: ['tick', 'alarm.clear'],
  handOver: null,
  resolve: ['tick', 'alarm.resolve'],
  escalate: ['alarm', 'alarm.escalate'],
}
const ofSupervision: Record<SupervisionMove, Told> = {
  acknowledge: null,
  answer: ['tick', 'supervision.answer'],
  close: null,
  again: ['warning', 'supervision.issued'],
  withdraw: null,
  overrun: ['warning', 'supervision.overrun'],
}
const ofSquad: Record<SquadMove, Told> = {
  'sign-on': ['unit-available', 'squad.sign-on'],
  'sign-off': ['unit-off', 'squad.sign-off'],
  recount: null,
}

/** What one fact of the log says to the room; null for those that say nothing there. */
export function logLine(event: LoggedEvent): LogLine | null {
  const told = tell(event)
  if (!told) return null
  const { body } = event
  const offer = 'offer' in body ? body.offer : 'task' in body ? body.task : null
  const seen = 'arrival' in body ? body.arrival : 'passage' in body ? body.passage : null
  const squadId = offer?.squadId ?? seen?.squadId ?? ('squad' in body ? body.squad.id : null)
  const incidentId =
    offer?.incidentId ??
    ('arrival' in body ? body.arrival.incidentId : null) ??
    ('alarm' in body ? body.alarm.incidentId : 'incident' in body ? body.incident.id : null)
  const reason = 'reason' in body ? body.reason : null
  return {
    seq: event.seq,
    at: event.at,
    glyph: told[0],
    key: told[1],
    squadId,
    incidentId,
    unitId: 'alarm' in body ? body.alarm.unitId : null,
    incident: 'incident' in body ? body.incident : null,
    count: 1,
    atLeast: false,
    reason,
    who: event.by.title,
    place: 'passage' in body ? body.passage.name : null,
  }
}

const minuteOf = (at: string) => at.slice(0, 16)

/**
 * The lines of these facts, newest first. What was imported within one minute is one line, so that an import of hundreds
 * does not drive everything else off the screen; where the list ends in it, there may have been more.
 */
export function logLines(events: readonly LoggedEvent[]): LogLine[] {
  const lines: LogLine[] = []
  const imports = new Map<string, LogLine>()
  for (const event of events) {
    const line = logLine(event)
    if (!line) continue
    const minute = minuteOf(line.at)
    const same = line.key === 'incident.imported' ? imports.get(minute) : undefined
    if (same) same.count += 1
    else lines.push(line)
    if (line.key === 'incident.imported' && !same) imports.set(minute, line)
  }
  const oldest = events.at(-1)
  const cut = oldest?.kind === 'incident.imported' ? imports.get(minuteOf(oldest.at)) : undefined
  if (cut && cut.count > 1) cut.atLeast = true
  for (const line of imports.values()) if (line.count > 1) line.key = 'incident.imported-many'
  return lines
}

function tell(event: LoggedEvent): Told {
  switch (event.kind) {
    case 'incident.reported':
      return ['case-calm', event.body.incident.state === 'reported' ? 'incident.reported' : 'incident.file']
    case 'incident.imported':
      return ['case-calm', 'incident.imported']
    case 'incident.moved': {
      const told = moved(ofIncident, event.body.move)
      return told?.[1] === 'incident.close' && !isInTime(event.body.incident) ? [told[0], 'incident.close-late'] : told
    }
    case 'offer.made':
      return ['unit-offered', 'offer.made']
    case 'offer.moved':
      return moved(ofOffer, event.body.move)
    case 'task.moved':
      return moved(ofTask, event.body.move)
    case 'supervision.issued':
      return ['warning', 'supervision.issued']
    case 'supervision.moved':
      return moved(ofSupervision, event.body.move)
    case 'alarm.raised':
      return ['alarm', `alarm.${event.body.alarm.kind}`]
    case 'alarm.moved':
      return moved(ofAlarm, event.body.move)
    case 'task.arrival-seen':
      return ['unit-onscene', 'task.arrival-seen']
    case 'unit.passed':
      return ['next', `fence.${event.body.passage.kind}`]
    case 'squad.moved':
      return moved(ofSquad, event.body.move)
    default:
      return null
  }
}

/** A move this console does not know yet is passed over. */
const moved = (table: Record<string, Told>, move: string): Told => table[move] ?? null
