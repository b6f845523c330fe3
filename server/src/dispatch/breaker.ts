/** How long a service is left alone after a failure: twice as long after each that follows, up to a minute. */
const REST_MS = 5_000
const LONGEST_REST_MS = 60_000

export interface Breaker {
  /** May it be asked now? While it rests it may not; then one question tries it again, and the others do not wait for that. */
  mayAsk: () => boolean
  worked: () => void
  /** True if it had been well until now: worth a word, once. */
  failed: () => boolean
}

export function createBreaker(clock: () => number): Breaker {
  const state = { failures: 0, restUntil: 0, isTried: false }
  return {
    mayAsk() {
      if (state.failures === 0) return true
      if (state.isTried || clock() < state.restUntil) return false
      state.isTried = true
      return true
    },
    worked() {
      Object.assign(state, { failures: 0, isTried: false })
    },
    failed() {
      // Questions that were under way at the first failure say nothing new.
      const isOnTheWay = state.failures > 0 && !state.isTried
      if (isOnTheWay) return false
      const rest = Math.min(LONGEST_REST_MS, REST_MS * 2 ** Math.min(state.failures, 10))
      Object.assign(state, { failures: state.failures + 1, restUntil: clock() + rest, isTried: false })
      return state.failures === 1
    },
  }
}
