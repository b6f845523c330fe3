import type { AlarmKind } from '@lianqin/shared/alarm'
import type { JobName } from '@lianqin/shared/jobs'
import type { Slot } from '@lianqin/shared/plan'
import type { Task } from '@lianqin/shared/task'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Case } from '../dispatch/case-book.engine.ts'
import type { TaskStage } from '../dispatch/stage.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

/** What of a case is watched: by a timer to come, or by an alarm that stands. */
interface Watch {
  held: Case
  hasTimer: (kind: JobName, about: readonly string[], dueAt?: Moment | null) => boolean
  isCalled: (kinds: readonly AlarmKind[], taskId?: string | null) => boolean
  fail: (invariant: string, what: string, ...ids: string[]) => void
}

const AWAITING = ['filed', 'dispatched', 'reopened']
const LIVE = ['made', 'delivered', 'seen']
const BOUND = ['accepted', 'en-route', 'on-scene']
const NOBODY_HAS_IT: readonly AlarmKind[] = ['nobody-competent', 'nobody-left', 'unassigned']

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
    isCalled: (kinds, taskId = null) =>
      held.alarms.some((alarm) => kinds.includes(alarm.kind) && alarm.state !== 'cleared' && alarm.taskId === taskId),
    fail: (invariant, what, ...ids) => breakPromise(world, invariant, what, id, ...ids),
  }
  promiseNotForgotten(watch)
  promiseStages(watch)
  promiseTasks(watch)
  promiseEnds(watch)
}

/** Every place of a case that awaits squads is had by one, held out to one, about to be, or shouted about. */
function promiseNotForgotten({ held, hasTimer, isCalled, fail }: Watch): void {
  const { incident, tasks, offers } = held
  if (incident.state === 'suspended' && !hasTimer('incident.take-up', [], incident.suspendedUntil))
    fail('I7', 'a suspended case will not be taken up again')
  if (!AWAITING.includes(incident.state) || hasTimer('dispatch.route', [])) return
  const isAsked = (taskId: string) => offers.some((offer) => offer.taskId === taskId && LIVE.includes(offer.state))
  const filled = (slot: string) => tasks.some((task) => task.slot === slot && (isAsked(task.id) || isTaken(held, task)))
  const open = (slot: string) => tasks.find((task) => task.slot === slot && task.state === 'open')?.id ?? null
  const isShouted = ({ id, part }: Slot) => isCalled(NOBODY_HAS_IT, part === 'lead' ? null : open(id))
  const forgotten = incident.slots.filter((slot) => !filled(slot.id) && !isShouted(slot)).map(({ id }) => id)
  if (forgotten.length > 0) fail('I1', 'a place in a case is forgotten', ...forgotten)
  const isHeld = tasks.some((task) => BOUND.includes(task.state) || isAsked(task.id))
  if (!isHeld && !incident.slots.some(isShouted))
    fail('I1', 'nobody has the case, nobody is asked, and nothing will happen to it')
}

/** A squad has the task, or has done it since the case was last filed. */
const isTaken = ({ incident }: Case, { state, openedAt }: Task): boolean =>
  [...BOUND, 'handled'].includes(state) || (state === 'checked' && openedAt >= (incident.filedAt ?? ''))

function promiseStages({ held, hasTimer, isCalled, fail }: Watch): void {
  const { id, state, dueAt } = held.incident
  if (state === 'reported' && !hasTimer('case.stage', ['file']) && !isCalled(['file-late']))
    fail('I7', 'a report waits for its filing and nobody looks after it', id)
  if (state === 'handled' && !hasTimer('case.stage', ['check']) && !isCalled(['check-late']))
    fail('I7', 'a handled case waits for its check and nobody looks after it', id)
  if (!AWAITING.includes(state)) return
  if (!hasTimer('case.stage', ['limit'], dueAt) && !isCalled(['overdue']))
    fail('I7', 'nobody will be told when the limit of a case has passed', id)
  const isLed = held.tasks.some((task) => task.part === 'lead' && isTaken(held, task))
  if (!isLed && !hasTimer('case.stage', ['dispatch']) && !isCalled(['dispatch-late']))
    fail('I7', 'a case waits for its lead and nobody looks after it', id)
}

function promiseTasks({ held, hasTimer, isCalled, fail }: Watch): void {
  const isWatched = (taskId: string, stage: TaskStage, kind: AlarmKind) =>
    hasTimer('task.stage', [taskId, stage]) || isCalled([kind], taskId)
  for (const { id, state } of held.tasks) {
    if (state === 'accepted' && !isWatched(id, 'turnout', 'turnout-late'))
      fail('I7', 'nobody looks whether a squad departs', id)
    if (['accepted', 'en-route'].includes(state) && !isWatched(id, 'arrive', 'arrive-late'))
      fail('I7', 'nobody looks whether a squad arrives', id)
  }
}

function promiseEnds({ held, hasTimer, isCalled, fail }: Watch): void {
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
  for (const { id, state, overrunAt } of held.supervisions) {
    const isAwaited = state === 'issued' || state === 'acknowledged'
    const wasTold = overrunAt !== null && isCalled(['supervision-overrun'])
    if (isAwaited && !wasTold && !hasTimer('supervision.overrun', [id]))
      fail('I7', 'nobody will be told that an order was not answered', id)
  }
}
