import type { LoggedEvent } from '@lianqin/shared/events'
import { type Arrival, isProposed } from '@lianqin/shared/presence'
import type { Task } from '@lianqin/shared/task'
import type { TrackView } from '@lianqin/shared/track/view'
import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import { get, post, type Sending } from '../kernel/http.ts'
import { useSession } from '../person/session.store.ts'

const VIEWS_KEPT = 50

/** Who seems to have arrived and has not said so; and who looked at the tracks of squads one may see. */
export const usePresence = defineStore('presence', () => {
  const session = useSession()
  const arrivals = shallowReactive(new Map<Task['id'], Arrival>())
  const views = shallowRef<readonly TrackView[]>([])

  /** What is proposed to a task as it stands; whoever has arrived, or is no longer on the way, is proposed nothing. */
  function proposedFor({ id, state }: Pick<Task, 'id' | 'state'>): Arrival | undefined {
    const seen = state === 'accepted' || state === 'en-route' ? arrivals.get(id) : undefined
    return seen && isProposed(seen) ? seen : undefined
  }

  function apply({ kind, body }: LoggedEvent): void {
    if ('arrival' in body) arrivals.set(body.arrival.taskId, body.arrival)
    if ('task' in body && body.task.state !== 'accepted' && body.task.state !== 'en-route')
      arrivals.delete(body.task.id)
    if (kind === 'track.viewed' && 'view' in body)
      views.value = [body.view, ...views.value.filter(({ id }) => id !== body.view.id)].slice(0, VIEWS_KEPT)
  }
  /** The squad is not there: it is not proposed for this task again. */
  async function dismiss(taskId: Task['id'], sending: Sending): Promise<void> {
    arrivals.set(taskId, await post<Arrival>(`/arrivals/${taskId}/moves`, { move: 'dismiss' }, sending))
  }
  async function load(): Promise<void> {
    const [seen, looked] = await Promise.all([
      get<{ arrivals: Arrival[] }>('/arrivals'),
      get<{ views: TrackView[] }>('/track-views'),
    ])
    arrivals.clear()
    for (const arrival of seen.arrivals) arrivals.set(arrival.taskId, arrival)
    views.value = looked.views
  }
  /** Neither stands in the snapshot: few ask for them, and whoever does asks anew. */
  function replaceAll(): void {
    arrivals.clear()
    views.value = []
    if (session.person) void load().catch(() => undefined)
  }
  return { arrivals, views, proposedFor, dismiss, apply, replaceAll, load }
})
