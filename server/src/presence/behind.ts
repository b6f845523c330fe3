import { asProblem } from '../kernel/faults.ts'
import { byClock, type Write } from '../kernel/write.ts'

/** More than this do not wait for a database that is away: of what comes then, the next of the same kind tells. */
const MOST_WAITING = 1_000
const AGAIN_MS = 1_000

interface Needs {
  write: Write
  failed: (what: string, error: unknown) => void
}

/**
 * Writes behind what was seen, one after the other, in the order in which it was. While the database is away it waits; what
 * may have been written when the line broke is written again, which changes nothing.
 */
export function writeBehind({ write, failed }: Needs) {
  const turn = { last: Promise.resolve(), waiting: 0, isClosing: false }
  async function persist(work: Parameters<Write>[1]): Promise<void> {
    for (;;) {
      try {
        return void (await write(byClock, work))
      } catch (error) {
        if (turn.isClosing || asProblem(error)?.code !== 'server.busy') throw error
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }
  return {
    note(work: Parameters<Write>[1]): void {
      if (turn.waiting >= MOST_WAITING) return
      turn.waiting++
      turn.last = turn.last
        .then(() => persist(work))
        .catch((error) => failed('presence', error))
        .finally(() => turn.waiting--)
    },
    /** What was noted so far is written after this. */
    settle: () => turn.last,
    close() {
      turn.isClosing = true
      return turn.last
    },
  }
}
