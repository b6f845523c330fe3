/** So many a second in the long run, and so many at once after a silence. */
export interface Rate {
  perS: number
  burst: number
}

/** GUARANTEES 5: a phone sends two positions a second; after a time without network it sends what it kept, one by one. */
export const PHONE_RATE: Rate = { perS: 2, burst: 120 }
export const PLATFORM_RATE: Rate = { perS: 20, burst: 40 }
/** Messages; one may hold hundreds of late positions. */
export const TERMINAL_RATE: Rate = { perS: 10, burst: 100 }
/** Whoever is not known is told so, and remembered by name, as often as a mistyped secret needs; beyond, only counted. */
export const STRANGER_RATE: Rate = { perS: 1, burst: 100 }
/** Each registration is a command with its line in the log. */
export const ENROL_RATE: Rate = { perS: 1 / 60, burst: 5 }

/** Counts for one source. */
export interface Bucket {
  /** True if one more is allowed now. */
  take: () => boolean
  /** For what has come already: milliseconds to wait before more is read. */
  spend: (count: number) => number
}

/** `clock` in milliseconds; may step back, which only costs a moment. */
export function createBucket({ perS, burst }: Rate, clock: () => number): Bucket {
  const state = { left: burst, at: clock() }
  function fill() {
    const now = clock()
    state.left = Math.min(burst, state.left + (Math.max(0, now - state.at) / 1000) * perS)
    state.at = now
  }
  return {
    take() {
      fill()
      if (state.left < 1) return false
      state.left--
      return true
    },
    spend(count) {
      fill()
      state.left -= count
      return state.left >= 0 ? 0 : Math.ceil((-state.left / perS) * 1000)
    },
  }
}

export interface Buckets {
  take: (key: string) => boolean
}

/** Beyond, whoever was heard first begins anew: nobody fills the memory by calling from everywhere. */
const BUCKETS_MOST = 100_000

/** One bucket for each device or address that was heard. */
export function createBuckets(rate: Rate, clock: () => number): Buckets {
  const buckets = new Map<string, Bucket>()
  return {
    take(key) {
      let bucket = buckets.get(key)
      if (!bucket) {
        bucket = createBucket(rate, clock)
        buckets.set(key, bucket)
        if (buckets.size > BUCKETS_MOST) buckets.delete(buckets.keys().next().value ?? '')
      }
      return bucket.take()
    },
  }
}
