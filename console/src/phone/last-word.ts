import type { LoggedEvent } from '@lianqin/shared/events'
import { useFeed } from '../feed.ts'

export interface LastWord {
  move: string
  reason: string
}

/** What was last done to a row and why, as far as this phone has heard the log. */
export function useLastWord() {
  const feed = useFeed()
  return (id: string): LastWord | null => {
    const event = feed.newest.find((one) => isAbout(one, id))
    return event && 'move' in event.body ? { move: event.body.move, reason: event.body.reason ?? '' } : null
  }
}

function isAbout(event: LoggedEvent, id: string): boolean {
  if (event.kind === 'task.moved') return event.body.task.id === id
  if (event.kind === 'supervision.moved') return event.body.supervision.id === id
  return false
}
