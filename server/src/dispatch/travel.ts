import { distanceM } from '@lianqin/shared/geo'
import type { Fix } from '@lianqin/shared/unit'
import type { Place } from '@lianqin/shared/wire/place'
import { createBreaker } from './breaker.ts'
import { isBelievable } from './travel.rank.ts'
import { createTravelMemory } from './travel-memory.ts'
import { openRouter, type RouterAddress } from './travel-router.ts'

/** So many ways are asked for at once, those of the likeliest first; for the others an estimate is good enough. */
export const MOST_WAYS = 40
/** A dispatcher waits for a ranking: a map service that is slower than this is not waited for. */
const ANSWER_WITHIN_MS = 800

/**
 * Travel times over streets. Asking is apart from knowing: a question goes out before a case is locked, and whatever ranks
 * under the lock takes what has come back by then as values and estimates the rest.
 */
export interface Travel {
  /** Without a map service nobody needs to ask. */
  asks: boolean
  /** Looks up the ways of these units to a place and remembers them. Never fails: what is not known is estimated. */
  ask: (to: Place, from: readonly Fix[]) => Promise<void>
  /** Minutes by unit, as remembered; no network. */
  known: (to: Place, fixes: ReadonlyMap<Fix['unitId'], Fix>) => ReadonlyMap<Fix['unitId'], number>
}

export const estimatesOnly: Travel = { asks: false, ask: async () => {}, known: () => new Map() }

interface Needs {
  router: RouterAddress | null
  clock: () => number
  failed: (what: string, error: unknown) => void
  /** What became of each question, for the figures. */
  counted: (outcome: TravelOutcome) => void
  answerWithinMs?: number
}

/** Answered; failed, or too slow; or not asked at all, because the service rests after a failure. */
export type TravelOutcome = 'answered' | 'failed' | 'resting'

export function openTravel({ router, clock, failed, counted, answerWithinMs = ANSWER_WITHIN_MS }: Needs): Travel {
  if (!router) return estimatesOnly
  const askRouter = openRouter(router)
  const memory = createTravelMemory(clock)
  const breaker = createBreaker(clock)
  return {
    asks: true,
    async ask(to, from) {
      const wanted = from.filter((fix) => !memory.has(to, fix)).slice(0, MOST_WAYS)
      if (wanted.length === 0) return
      if (!breaker.mayAsk()) return counted('resting')
      try {
        const minutes = await askRouter(wanted, to, AbortSignal.timeout(answerWithinMs))
        breaker.worked()
        counted('answered')
        wanted.forEach((fix, index) => {
          const way = minutes[index] ?? null
          memory.keep(to, fix, way !== null && isBelievable(way, distanceM(fix, to)) ? way : null)
        })
      } catch (error) {
        // The estimate takes its place; said once, when it is given up.
        counted('failed')
        if (breaker.failed()) failed('travel', error)
      }
    },
    known: memory.recall,
  }
}
