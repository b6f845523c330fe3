/** What is going to happen, by virtual time; of two things at the same moment the one entered first comes first. */
export interface Agenda {
  enter: (at: number, happen: () => void) => void
  /** The next thing to happen, taken out. */
  take: () => Entry | undefined
}

interface Entry {
  at: number
  nth: number
  happen: () => void
}

const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.nth < b.nth)

/** A binary heap: a day has some tens of thousands of entries. */
export function openAgenda(): Agenda {
  const heap: Entry[] = []
  const counted = { entries: 0 }

  function rise(entry: Entry): void {
    let place = heap.length
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = heap[above]
      if (!parent || !isBefore(entry, parent)) break
      heap[place] = parent
      place = above
    }
    heap[place] = entry
  }

  function sink(entry: Entry): void {
    let place = 0
    for (;;) {
      const left = heap[2 * place + 1]
      const right = heap[2 * place + 2]
      const child = left && right && isBefore(right, left) ? right : left
      if (!child || !isBefore(child, entry)) break
      const below = child === right ? 2 * place + 2 : 2 * place + 1
      heap[place] = child
      place = below
    }
    heap[place] = entry
  }

  return {
    enter: (at, happen) => rise({ at, nth: counted.entries++, happen }),
    take() {
      const first = heap[0]
      const last = heap.pop()
      if (first && last && first !== last) sink(last)
      return first
    },
  }
}
