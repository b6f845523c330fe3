import type { LoggedEvent } from '@lianqin/shared/events'
import { type Arrival, isProposed } from '@lianqin/shared/presence'
import type { Task } from '@lianqin/shared/task'
import type { TrackView } from '@lianqin/shared/track/view'
import { defineStore } from 'pinia'
import { ref, shallowReactive, shallowRef } from 'vue'
import { get, post, type Sending } from '../kernel/http.ts'
import { useSession } from '../person/session.store.ts'
import { isNewer, newestViews } from './presence.rank.ts'

/** That nobody looked may be said only once the server has said so. */
export type Known = 'loading' | 'failed' | 'known'

const AGAIN_MS = 4_000
const AGAIN_MOST_MS = 60_000

/** Who seems to have arrived and has not said so; and who looked at the tracks of squads one may see. */
export const usePresence = defineStore('presence', () => {
  const session = useSession()
  const arrivals = shallowReactive(new Map<Task['id'], Arrival>())
  const views = shallowRef<readonly TrackView[]>([])
  const viewsKnown = ref<Known>('loading')
  /** Each snapshot has its own number: what was asked for before it is not listened to. */
  let turn = 0
  const timers = new Set<ReturnType<typeof setTimeout>>()

  /** What is proposed to a task as it stands; whoever has arrived, or is no longer on the way, is proposed nothing. */
  function proposedFor({ id, state }: Pick<Task, 'id' | 'state'>): Arrival | undefined {
    const seen = state === 'accepted' || state === 'en-route' ? arrivals.get(id) : undefined
    return seen && isProposed(seen) ? seen : undefined
  }
  /** Events and answers overtake one another: neither puts back what the other has moved on. */
  function put(arrival: Arrival): void {
    if (isNewer(arrival, arrivals.get(arrival.taskId))) arrivals.set(arrival.taskId, arrival)
  }

  function apply({ kind, body }: LoggedEvent): void {
    if ('arrival' in body) put(body.arrival)
    if ('task' in body && body.task.state !== 'accepted' && body.task.state !== 'en-route')
      arrivals.delete(body.task.id)
    if (kind === 'track.viewed' && 'view' in body) views.value = newestViews([body.view], views.value)
  }
  /** The squad is not there: it is not proposed for this task again. */
  async function dismiss(taskId: Task['id'], sending: Sending): Promise<void> {
    put(await post<Arrival>(`/arrivals/${taskId}/moves`, { move: 'dismiss' }, sending))
  }

  async function loadArrivals(): Promise<void> {
    const mine = turn
    const answer = await get<{ arrivals: Arrival[] }>('/arrivals')
    if (mine === turn) for (const arrival of answer.arrivals) put(arrival)
  }
  async function loadViews(): Promise<void> {
    const mine = turn
    if (viewsKnown.value === 'failed') viewsKnown.value = 'loading'
    try {
      const answer = await get<{ views: TrackView[] }>('/track-views')
      if (mine !== turn) return
      views.value = newestViews(answer.views, views.value)
      viewsKnown.value = 'known'
    } catch (fault) {
      if (mine === turn && viewsKnown.value !== 'known') viewsKnown.value = 'failed'
      throw fault
    }
  }
  /** Until it has come, or another snapshot has. */
  async function untilLoaded(load: () => Promise<void>, waitMs = AGAIN_MS): Promise<void> {
    const mine = turn
    try {
      await load()
    } catch {
      if (mine !== turn) return
      const timer = setTimeout(() => {
        timers.delete(timer)
        void untilLoaded(load, Math.min(2 * waitMs, AGAIN_MOST_MS))
      }, waitMs)
      timers.add(timer)
    }
  }
  /** Neither stands in the snapshot: few ask for them, and whoever does asks anew. */
  function replaceAll(): void {
    turn += 1
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
    arrivals.clear()
    views.value = []
    viewsKnown.value = 'loading'
    if (!session.person) return
    void untilLoaded(loadArrivals)
    void untilLoaded(loadViews)
  }
  return { arrivals, views, viewsKnown, proposedFor, dismiss, apply, replaceAll, loadViews }
})
