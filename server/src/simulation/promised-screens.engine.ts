import type { Squad } from '@lianqin/shared/squad'
import type { Task } from '@lianqin/shared/task'
import type { Change } from './store.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

const LEADING = ['accepted', 'en-route', 'on-scene', 'handled']

/** I12: whoever leads a case may read every task of it, and has therefore heard each as it stands, without asking anew. */
export function promiseScreens(world: World, { after, facts }: Change): void {
  const { heard } = world.clerk
  const name = (squadId: string, id: Task['id']) => `${squadId} ${id}`
  for (const { body, audience } of facts) {
    const { task } = body as { task?: Task }
    if (task) for (const ear of audience) heard.set(name(ear, task.id), task.version)
  }
  const leads = after.tasks.flatMap(({ part, state, squadId }): Squad['id'][] =>
    part === 'lead' && squadId && LEADING.includes(state) ? [squadId] : [],
  )
  for (const squadId of leads)
    for (const { id, version } of after.tasks)
      if (heard.get(name(squadId, id)) !== version)
        breakPromise(world, 'I12', 'whoever leads has not heard how a task of its case stands', id, squadId)
}
