import type { AlarmKind } from '@lianqin/shared/alarm'
import type { JobName } from '@lianqin/shared/jobs'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Case } from '../dispatch/case-book.engine.ts'
import type { TaskStage } from '../dispatch/stage.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

/** What of a case is watched: by a timer to come, or by an alarm that was raised about it since. */
interface Watch {
  held: Case
  hasTimer: (kind: JobName, about: readonly string[], dueAt?: Moment | null) => boolean
  wasRaised: (kind: AlarmKind, since: Moment | null, taskId?: string) => boolean
  fail: (invariant: string, what: string, ...ids: string[]) => void
}

const AWAITING = ['filed', 'dispatched', 'reopened']
const LIVE = ['made', 'delivered', 'seen']
const BOUND = ['accepted', 'en-route', 'on-scene']
const NOBODY_HAS_IT = ['nobody-competent', 'nobody-left', 'unassigned']

/** I1 and I7: somebody has the case, or something will happen to it; and what must end by itself will. */
export function promiseTimers(world: World, held: Case): void {
  const { id } = held.incident
  const pending = world.store.pending.get(id) ?? []
  const watch: Watch = {
    held,
    hasTimer: (kind, about, dueAt) =>
      pending.some(
        ({ order }) =>
          order.kind === kind &&
          about.every((word) => Object.values<string>(order.ref).includes(word)) &&
          (dueAt === undefined || order.dueAt === dueAt),
      ),
    wasRaised: (kind, since, taskId) =>
      held.alarms.some(
        (alarm) =>
          alarm.kind === kind && alarm.raisedAt >= (since ?? '') && (taskId === undefined || alarm.taskId === taskId),
      ),
    fail: (invariant, what, ...ids) => breakPromise(world, invariant, what, id, ...ids),
  }
  promiseNotForgotten(watch)
  promiseStages(watch)
  promiseTasks(watch)
  promiseEnds(watch)
}

/** Every place of a case that awaits squads is had by one, held out to one, about to be, or shouted about. */
function promiseNotForgotten({ held, hasTimer, fail }: Watch): void {
  const { incident, tasks, offers, alarms } = held
  if (incident.state === 'suspended' && !hasTimer('incident.take-up', [], incident.suspendedUntil))
    fail('I7', 'a suspended case will not be taken up again')
  if (!AWAITING.includes(incident.state)) return
  const isShouted = alarms.some(({ kind, state }) => NOBODY_HAS_IT.includes(kind) && state !== 'cleared')
  if (isShouted || hasTimer('dispatch.route', [])) return
  const isAsked = (taskId: string) => offers.some((offer) => offer.taskId === taskId && LIVE.includes(offer.state))
  const filled = (slot: string) =>
    tasks.some(
      (task) =>
        task.slot === slot &&
        (isAsked(task.id) ||
          [...BOUND, 'handled'].includes(task.state) ||
          (task.state === 'checked' && task.openedAt >= (incident.filedAt ?? ''))),
    )
  const forgotten = incident.slots.filter(({ id }) => !filled(id)).map(({ id }) => id)
  if (forgotten.length > 0) fail('I1', 'a place in a case is forgotten', ...forgotten)
  const isHeld = tasks.some((task) => BOUND.includes(task.state) || isAsked(task.id))
  if (!isHeld) fail('I1', 'nobody has the case, nobody is asked, and nothing will happen to it')
}

function promiseStages({ held, hasTimer, wasRaised, fail }: Watch): void {
  const { id, state, reportedAt, dueAt, handledAt } = held.incident
  if (state === 'reported' && !hasTimer('case.stage', ['file']) && !wasRaised('file-late', reportedAt))
    fail('I7', 'a report waits for its filing and nobody looks after it', id)
  if (state === 'handled' && !hasTimer('case.stage', ['check']) && !wasRaised('check-late', handledAt))
    fail('I7', 'a handled case waits for its check and nobody looks after it', id)
  if (AWAITING.includes(state) && !hasTimer('case.stage', ['limit'], dueAt) && !wasRaised('overdue', dueAt))
    fail('I7', 'nobody will be told when the limit of a case has passed', id)
}

function promiseTasks({ held, hasTimer, wasRaised, fail }: Watch): void {
  const isWatched = (taskId: string, stage: TaskStage, kind: AlarmKind) =>
    hasTimer('task.stage', [taskId, stage]) || wasRaised(kind, null, taskId)
  for (const { id, state } of held.tasks) {
    if (state === 'accepted' && !isWatched(id, 'turnout', 'turnout-late'))
      fail('I7', 'nobody looks whether a squad departs', id)
    if (state === 'en-route' && !isWatched(id, 'arrive', 'arrive-late'))
      fail('I7', 'nobody looks whether a squad arrives', id)
  }
}

function promiseEnds({ held, hasTimer, fail }: Watch): void {
  for (const { id, state, answerBy } of held.offers)
    if (LIVE.includes(state) && !hasTimer('offer.lapse', [id], answerBy))
      fail('I7', 'nothing will end a live offer', id)
  for (const { id, state, climbAt, kind, level } of held.alarms) {
    if (state !== 'raised') continue
    const isTop = level === 'centre-head' || kind === 'rang-late'
    if (climbAt === null ? !isTop : !hasTimer('alarm.escalate', [id], climbAt))
      fail('I7', 'an alarm that nobody owns will not climb', id)
  }
  for (const { id, state, subject } of held.approvals)
    if (state === 'asked' && subject !== 'force-close' && !hasTimer('approval.lapse', [id]))
      fail('I7', 'a word that is awaited will not lapse', id)
  for (const { id, state, issuedAt, overrunAt } of held.supervisions) {
    const isAwaited = state === 'issued' || state === 'acknowledged'
    const wasTold = overrunAt !== null && overrunAt >= issuedAt
    if (isAwaited && !wasTold && !hasTimer('supervision.overrun', [id]))
      fail('I7', 'nobody will be told that an order was not answered', id)
  }
}
