import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { onMounted, onUnmounted, readonly, ref, shallowRef } from 'vue'
import { serverNow } from '../kernel/time.ts'

/** What devices send is no event: who looks at it asks again while looking. */
const EVERY_MS = 5_000

/**
 * Reads on opening and again a few seconds after each answer until closed: rounds never overlap, so no late answer replaces a
 * newer one. What was read stays; since when, and why not since, stands beside it.
 */
export function useEvery(read: () => Promise<void>) {
  /** When what is shown was asked for, the last time that there was an answer. */
  const readAt = ref<Moment | null>(null)
  /** Why the last round read nothing; null if it did. */
  const fault = shallowRef<unknown>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false
  let out: Promise<void> | null = null

  async function round(): Promise<void> {
    const askedAt = toMoment(serverNow())
    try {
      await read()
      readAt.value = askedAt
      fault.value = null
    } catch (thrown) {
      fault.value = thrown
    }
  }
  function go(): Promise<void> {
    clearTimeout(timer)
    out ??= round().finally(() => {
      out = null
      if (!closed) timer = setTimeout(go, EVERY_MS)
    })
    return out
  }
  /** At once, for something has changed: an answer that was asked for before that does not count. */
  async function again(): Promise<void> {
    await out
    await go()
  }
  onMounted(go)
  onUnmounted(() => {
    closed = true
    clearTimeout(timer)
  })
  return { readAt: readonly(readAt), fault: readonly(fault), again }
}
export type Reading = ReturnType<typeof useEvery>
