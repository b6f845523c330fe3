/** GUARANTEES 5: who sent so much that is broken is not listened to for so long. */
export const BLOCKED_MS = 60_000
/** Beyond, whoever was blocked first is forgotten: nobody fills the memory by calling from everywhere. */
const BLOCKED_MOST = 10_000

/** Addresses and terminals that are kept out for a while. */
export interface Blocks {
  add: (key: string) => void
  has: (key: string) => boolean
}

/** `clock` in milliseconds; where it steps back, a block ends early rather than late. */
export function createBlocks(clock: () => number): Blocks {
  const since = new Map<string, number>()
  return {
    add(key) {
      since.delete(key)
      since.set(key, clock())
      if (since.size > BLOCKED_MOST) since.delete(since.keys().next().value ?? '')
    },
    has(key) {
      const begun = since.get(key)
      if (begun === undefined) return false
      const passed = clock() - begun
      if (passed >= 0 && passed < BLOCKED_MS) return true
      since.delete(key)
      return false
    },
  }
}
