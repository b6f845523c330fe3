/** So many failures one after the other, and the service is left alone for a while; then one question tries it again. */
const FAILURES = 3
const REST_MS = 30_000

export interface Breaker {
  isOpen: () => boolean
  worked: () => void
  /** True if this failure was the one that opened it. */
  failed: () => boolean
}

export function createBreaker(clock: () => number): Breaker {
  const state = { failures: 0, openUntil: 0 }
  return {
    isOpen: () => clock() < state.openUntil,
    worked() {
      state.failures = 0
    },
    failed() {
      state.failures += 1
      if (state.failures < FAILURES) return false
      state.openUntil = clock() + REST_MS
      return state.failures === FAILURES
    },
  }
}
