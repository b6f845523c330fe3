import { isNetworkFault } from '../kernel/network-fault.ts'

const WAITS_MS = [1_000, 2_000, 4_000, 8_000]

/** Soon, or as soon as the device says that it has a network again. */
function networkOr(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, ms)
    addEventListener('online', go)
  })
}

interface Watching {
  /** Told each time the network gave no answer. */
  onSilence?: () => void
  /** Asked before every further try: what nobody needs any more is let go. */
  stillWanted?: () => boolean
}

/**
 * Sends until the server has answered, even if with a refusal: what the network swallowed may have taken effect, so the
 * same command goes again under the same key. Throws the refusal, or the last fault once it is no longer wanted.
 */
export async function untilAnswered<T>(send: () => Promise<T>, { onSilence, stillWanted }: Watching = {}): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await send()
    } catch (thrown) {
      if (!isNetworkFault(thrown) || stillWanted?.() === false) throw thrown
      onSilence?.()
      await networkOr(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0)
      if (stillWanted?.() === false) throw thrown
    }
  }
}
