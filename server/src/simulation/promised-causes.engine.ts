import type { Alarm, AlarmKind } from '@lianqin/shared/alarm'
import type { Case } from '../dispatch/case-book.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

const AWAITING = ['filed', 'dispatched', 'reopened']
const TAKEN = ['accepted', 'en-route', 'on-scene', 'handled']

/** An alarm stands as long as its cause does: a stale one teaches people to overlook the next. */
export function promiseCauses(world: World, held: Case): void {
  for (const alarm of held.alarms)
    if (alarm.state !== 'cleared' && !hasCause(world, held, alarm))
      breakPromise(world, 'F14', `the cause of ${alarm.kind} is gone and the alarm stands`, held.incident.id, alarm.id)
  const kinds = held.alarms.filter(({ state }) => state !== 'cleared').map(({ kind, taskId }) => `${kind} ${taskId}`)
  if (new Set(kinds).size < kinds.length)
    breakPromise(world, 'I8', 'two alarms say the same of the same', held.incident.id)
}

function hasCause(world: World, held: Case, { kind, taskId }: Alarm): boolean {
  const { incident, tasks, supervisions } = held
  const { state, dueAt } = incident
  const stateOf = () => tasks.find(({ id }) => id === taskId)?.state ?? ''
  const asks: Record<AlarmKind, () => boolean> = {
    'nobody-competent': () => isShort(held, taskId),
    'nobody-left': () => isShort(held, taskId),
    unassigned: () => isShort(held, null),
    // That there was an outage stays true until somebody has taken note of it.
    'rang-late': () => true,
    'file-late': () => state === 'reported',
    'dispatch-late': () => AWAITING.includes(state),
    'turnout-late': () => stateOf() === 'accepted',
    'arrive-late': () => ['accepted', 'en-route'].includes(stateOf()),
    'check-late': () => state === 'handled',
    overdue: () => AWAITING.includes(state) && dueAt !== null && Date.parse(dueAt) <= world.now,
    'supervision-overrun': () =>
      supervisions.some(
        ({ state, overrunAt }) => overrunAt !== null && (state === 'issued' || state === 'acknowledged'),
      ),
    // Of no case at all.
    sos: () => false,
  }
  return asks[kind]()
}

/** The place that it is about, the lead's if it names none, no squad has taken, and none is being asked to take. */
function isShort({ incident, tasks, offers }: Case, taskId: Alarm['taskId']): boolean {
  const about = tasks.find(({ id }) => id === taskId)
  const place = incident.slots.find(({ id, part }) => (about ? id === about.slot : part === 'lead'))
  const isFilled = tasks.some(
    (task) =>
      task.slot === place?.id &&
      (TAKEN.includes(task.state) || offers.some((offer) => offer.taskId === task.id && offer.endedAt === null)),
  )
  return AWAITING.includes(incident.state) && place !== undefined && !isFilled
}
