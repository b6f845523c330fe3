import { readonly, shallowRef } from 'vue'
import { sayProblem } from './problem.text.ts'

/** What is said in passing: a thing done, or why not. */
export interface Notice {
  id: number
  tone: 'done' | 'refused'
  text: string
}

const STAYS_MS = 6_000
const LONGEST_LIST = 4

const standing = shallowRef<readonly Notice[]>([])
export const notices = readonly(standing)

export const dismiss = (id: number) => {
  standing.value = standing.value.filter((notice) => notice.id !== id)
}

const listeners = new Set<(notice: Notice) => void>()

/** Runs something and answers with what was said meanwhile: whoever asked for it tells it in a place of its own. */
export async function overheard(run: () => Promise<void>): Promise<Notice[]> {
  const heard: Notice[] = []
  const listen = (notice: Notice) => void heard.push(notice)
  listeners.add(listen)
  await run().finally(() => listeners.delete(listen))
  return heard
}

export function notify(tone: Notice['tone'], text: string): void {
  const id = performance.now() + Math.random()
  for (const listen of listeners) listen({ id, tone, text })
  if (listeners.size > 0) return
  standing.value = [...standing.value, { id, tone, text }].slice(-LONGEST_LIST)
  setTimeout(() => dismiss(id), STAYS_MS)
}

/** Waits for a command and says how it went. Undefined after a refusal, which the user has then been told. */
export async function attempt<T>(command: Promise<T>, done?: (result: T) => string): Promise<T | undefined> {
  try {
    const result = await command
    if (done) notify('done', done(result))
    return result
  } catch (refusal) {
    notify('refused', sayProblem(refusal))
    return undefined
  }
}
