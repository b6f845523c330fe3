/** What somebody means to do and when. Asked for again and again; what is no longer asked for is forgotten. */
export interface Intentions {
  /** True once its time has come and until it is spent; the first question sets the time. */
  isDue: (what: string, now: number, afterMs: () => number) => boolean
  /** Being done: not due again unless it is put off or forgotten. */
  spend: (what: string) => void
  putOff: (what: string, until: number) => void
  /** Ends a round: forgets whatever was not asked for in it. */
  settle: () => void
}

export function createIntentions(): Intentions {
  const due = new Map<string, number>()
  const asked = new Set<string>()
  return {
    isDue(what, now, afterMs) {
      asked.add(what)
      const at = due.get(what) ?? now + afterMs()
      due.set(what, at)
      return now >= at
    },
    spend: (what) => void due.set(what, Number.POSITIVE_INFINITY),
    putOff: (what, until) => void due.set(what, until),
    settle() {
      for (const what of due.keys()) if (!asked.has(what)) due.delete(what)
      asked.clear()
    },
  }
}
