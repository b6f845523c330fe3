import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { Remark } from './wire/words.ts'

/**
 * What somebody at a desk puts down about a case, open or over: a telephone call, an arrangement. It changes nothing of the
 * case and is never taken back: the log holds it, and the case's file shows it with who wrote it and when.
 */
export const Note = Type.Object({
  id: Id('note'),
  incidentId: Id('incident'),
  areaId: Id('area'),
  text: Remark,
})
export type Note = Static<typeof Note>

/** Contact data never stands in a note: whoever has a part in the case reads it. */
export const NewNote = Command({ text: Remark })
export type NewNote = Static<typeof NewNote>
