import type { AmendIncident, Incident, MoveIncident } from '@lianqin/shared/incident'
import { incidentMachine } from '@lianqin/shared/incident'
import type { Slot } from '@lianqin/shared/plan'
import { Problem } from '@lianqin/shared/wire/problem'
import { filedTimers, filing, inSeconds } from '../incident/filing.engine.ts'
import { CASE_ALARMS, resolveAlarms } from './alarm.engine.ts'
import { lapseAsked } from './approval.engine.ts'
import { amendRow, type Book, owedTasks, silently, stepIncident, type Told } from './case-book.engine.ts'
import { runningAgain } from './clock.engine.ts'
import { routeNow } from './offering.engine.ts'
import { callOffAll, checkHandled } from './recall.engine.ts'
import { leadTask } from './slots.engine.ts'
import { told } from './told.engine.ts'

/** One step of a case by a person: file, reject, void as a repetition, raise the alarm, take up, close, reopen, unmerge. */
export function moveIncident(book: Book, command: MoveIncident): void {
  const { move, version } = command
  if (book.incident.version !== version)
    throw new Problem('incident.stale', { id: book.incident.id, version: book.incident.version })
  const { state, id } = book.incident
  const { role } = book.setting.by
  if (!incidentMachine.movesFrom(state, role).includes(move))
    throw new Problem('incident.illegal-move', { id, move, state, role })
  const why = told(command)
  const incident = stepIncident(book, move, role, changeOf(book, command), why)
  if (incidentMachine.needsReason(move) && !command.reason) throw new Problem('move.reason-missing', { move })
  after(book, move, incident, why)
}

/** What a step changes of the row, besides its state. */
function changeOf(book: Book, command: MoveIncident): Partial<Incident> {
  const { incident } = book
  const { now } = book.setting
  switch (command.move) {
    case 'file':
      return filed(book, command.conditionCode ?? incident.conditionCode)
    case 'reopen':
      return {
        ...filed(book, incident.conditionCode),
        handledAt: null,
        closedAt: null,
        outcome: null,
        closingCode: null,
      }
    case 'unmerge':
      return unmerged(book)
    case 'reject':
      return { closedAt: now }
    case 'void':
      // A clock that stood keeps what was left: the case may turn out to be none that another repeats.
      return {
        ...(incident.leftMs === null ? {} : runningAgain(book)),
        closedAt: now,
        duplicateOf: command.duplicateOf ?? null,
      }
    case 'close':
      return { closedAt: now, outcome: command.outcome ?? 'settled', closingCode: closingOf(book, command) }
    case 'takeUp':
      return runningAgain(book)
    case 'raise':
      return { level: incident.level + 1, slots: [...incident.slots, ...nextSlots(book)] }
    default:
      return {}
  }
}

const filed = ({ setting, incident }: Book, conditionCode: Incident['conditionCode']) =>
  filing(setting.now, { ...incident, conditionCode }, setting.matter, setting.district)

/** Two reports that turned out not to be the same: this one stands again, on the clock that it had. */
function unmerged(book: Book): Partial<Incident> {
  const { id, duplicateOf, filedAt, conditionCode } = book.incident
  if (duplicateOf === null && book.incident.state === 'void') throw new Problem('incident.not-merged', { id })
  const again = { duplicateOf: null, closedAt: null }
  const clock = filedAt === null ? filed(book, conditionCode) : { askedSince: book.setting.now }
  return { ...clock, ...again }
}

/** By the class's first closing condition unless another is chosen, as a case is filed under its first filing condition. */
function closingOf({ setting, incident }: Book, { closingCode }: MoveIncident): Incident['closingCode'] {
  const codes = setting.matter.closing.map(({ code }) => code)
  if (closingCode !== undefined && !codes.includes(closingCode)) {
    throw new Problem('closing.missing', { id: incident.id, codes: codes.join(', ') })
  }
  return closingCode ?? codes[0] ?? null
}

/** The places that the next level of its run card adds; a name already taken gets the level's number. */
function nextSlots({ incident, setting }: Book): Slot[] {
  const card = setting.district.runCards.find(({ id }) => id === incident.cardId)
  const next = card?.levels[incident.level]
  if (!next) throw new Problem('incident.no-higher-level', { id: incident.id, level: incident.level })
  const taken = new Set(incident.slots.map(({ id }) => id))
  return next.slots.map((slot) => ({
    ...slot,
    id: taken.has(slot.id) ? `${slot.id.slice(0, 16)}-l${incident.level + 1}` : slot.id,
    part: 'member',
  }))
}

/** What follows from a step: squads are asked, tasks checked, or everything about the case ends. */
function after(book: Book, move: MoveIncident['move'], incident: Incident, why: Told): void {
  const { setting } = book
  if (move === 'file' || move === 'reject') resolveAlarms(book, ['file-late'])
  if (move === 'file' || move === 'reopen' || move === 'takeUp' || move === 'unmerge')
    book.timers.push(...filedTimers(setting.now, incident, setting.district))
  if (move === 'raise') routeNow(book)
  if (move === 'void') callOffAll(book, why)
  if (incident.closedAt === null) return
  checkHandled(book)
  lapseAsked(book)
  resolveAlarms(book, CASE_ALARMS)
}

/**
 * Every place's squad has finished, the lead last: the case is handled and waits for its check. A lead whose part was checked
 * already need not confirm again when a member has done its own once more.
 */
export function settleHandled(book: Book): void {
  const { incident, setting } = book
  if (incident.state !== 'dispatched' || owedTasks(book).length > 0) return
  const lead = leadTask(book)
  if (lead?.state !== 'handled' && lead?.state !== 'checked') return
  stepIncident(book, 'handle', 'clock', { handledAt: setting.now }, silently)
  resolveAlarms(book, ['overdue', 'dispatch-late'])
  lapseAsked(book)
  book.timers.push({
    kind: 'case.stage',
    ref: { incidentId: incident.id, stage: 'check' },
    dueAt: inSeconds(setting.now, setting.district.settings.checkWithinS),
  })
}

/** Corrects what does not move the case: how urgent it is, and what major incident it is or belongs to. */
export function amendIncident(book: Book, { version, ...change }: AmendIncident): void {
  const { incident } = book
  if (incident.version !== version) throw new Problem('incident.stale', { id: incident.id, version: incident.version })
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  // Also of a case that is over: otherwise what it was wrongly linked to would have to stay major for good.
  const isTakenOut = Object.keys(given).join() === 'partOf' && given.partOf === null
  if (incident.closedAt !== null && !isTakenOut)
    throw new Problem('incident.illegal-move', { id: incident.id, move: 'amend', state: incident.state })
  const amended: Incident = { ...incident, ...given, version: version + 1 }
  if (amended.partOf !== null && amended.major)
    throw new Problem('incident.link-unfit', { id: incident.id, partOf: amended.partOf })
  amendRow(book, given)
}
