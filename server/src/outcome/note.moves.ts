import type { Incident } from '@lianqin/shared/incident'
import type { NewNote, Note } from '@lianqin/shared/note'
import { Problem } from '@lianqin/shared/wire/problem'
import { visibleIncidents } from '../incident/incident.query.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'
import { hearersOf } from './hearers.query.ts'

/** Puts a note down about a case. It is a line of the log and no row: nothing of the case changes, so it needs no version. */
export async function addNote(trx: Trx, id: Incident['id'], { text }: NewNote): Promise<Note> {
  const incident = await visibleIncidents(trx, trx.actor.scope).where('incident.id', '=', id).executeTakeFirst()
  if (!incident) throw new Problem('incident.missing', { id })
  const note: Note = { id: freshId('note', trx.now), incidentId: id, areaId: incident.areaId, text: text.trim() }
  append(trx, 'incident.noted', { note }, await hearersOf(trx, incident))
  return note
}
