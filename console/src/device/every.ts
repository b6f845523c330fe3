import { onMounted, onUnmounted } from 'vue'
import { attempt } from '../kernel/notices.ts'

/** What devices send is no event: who looks at it asks again while looking. */
const EVERY_MS = 5_000

/** Reads on opening and every few seconds until closed; a failure is said once, not every time. Hands back how to read at once. */
export function useEvery(read: () => Promise<void>): () => Promise<void> {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    void attempt(read())
    timer = setInterval(() => void read().catch(() => {}), EVERY_MS)
  })
  onUnmounted(() => clearInterval(timer))
  return async () => void (await attempt(read()))
}
