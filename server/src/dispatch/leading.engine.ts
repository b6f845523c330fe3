import { isBinding, type Task } from '@lianqin/shared/task'
import { type Book, say } from './case-book.engine.ts'

// Who leads a joint call-out, and what follows for screens: whatever a squad may read from now on is sent to it, so that
// what it has heard is what it would be told if it asked anew.

/** A squad has taken the lead: it reads the others' tasks as they stand, and its members know whom they work under. */
export function takeLead(book: Book, lead: Task): void {
  if (lead.part !== 'lead') return
  for (const task of book.tasks.filter(({ id }) => id !== lead.id)) say(book, 'task.shown', { task }, [lead.squadId])
  tellMembers(book, lead.squadId)
}

/** A case has lost its lead: until another squad takes it, nobody leads. */
export const loseLead = (book: Book): void => tellMembers(book, null)

function tellMembers(book: Book, squadId: Task['squadId']): void {
  const members = book.tasks.filter(({ part, state }) => part === 'member' && (isBinding(state) || state === 'handled'))
  if (members.length === 0) return
  const { id: incidentId } = book.incident
  say(
    book,
    'incident.led',
    { incidentId, squadId },
    members.map((member) => member.squadId),
  )
}
