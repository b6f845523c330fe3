import type { Line } from '@lianqin/shared/item'
import { coversLine, licenceOn, type Officer } from '@lianqin/shared/officer'
import { isBinding, type Task } from '@lianqin/shared/task'
import type { Day } from '@lianqin/shared/wire/day'
import { Problem } from '@lianqin/shared/wire/problem'

/** A crew is put together from the acceptance until the squad has finished: before, nobody's; afterwards, history. */
export function refuseUnbound({ id, state }: Task): void {
  if (!isBinding(state)) throw new Problem('task.illegal-move', { id, move: 'crew', state })
}

/** What else decides who may go: the day, the line of business that the case's power belongs to, and who is on another live task. */
export interface CrewGround {
  today: Day
  line: Line | null
  busy: ReadonlySet<Officer['id']>
}

/**
 * Refuses who may not be on this task: only licensed enforcement officers of the squad that has it may inspect and punish
 * (DOMAIN 0.1), each in the lines of business the licence is for, and nobody is in two places at once.
 */
export function refuseUnfit(officer: Officer, task: Task, { today, line, busy }: CrewGround): void {
  const { id, name, licenceUntil } = officer
  if (officer.dutySquadId !== task.squadId) throw new Problem('officer.other-squad', { id, name })
  if (officer.kind === 'auxiliary') throw new Problem('officer.auxiliary', { id, name })
  const licence = licenceOn(today, officer)
  if (licence === 'none') throw new Problem('officer.licence-missing', { id, name })
  if (licence === 'lapsed') throw new Problem('officer.licence-lapsed', { id, name, until: licenceUntil })
  if (line !== null && !coversLine(officer, line.code)) {
    throw new Problem('officer.licence-scope', { id, name, lineZh: line.name.zh, lineEn: line.name.en })
  }
  if (busy.has(id)) throw new Problem('officer.busy', { id, name })
}
