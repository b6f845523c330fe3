import type { CrewMember, DutyShare } from '@lianqin/shared/crew'
import type { Task } from '@lianqin/shared/task'
import type { Moment } from '@lianqin/shared/wire/moment'
import { sql } from 'kysely'
import type { Db } from '../kernel/db.ts'

/** Who is on a task; whoever asks has shown already that they may see it. */
export const crewOf = (db: Db, taskId: Task['id']): Promise<CrewMember[]> =>
  db
    .selectFrom('taskCrew')
    .innerJoin('officer', 'officer.id', 'taskCrew.officerId')
    .select(['officer.id', 'officer.name'])
    .where('taskCrew.taskId', '=', taskId)
    .orderBy('officer.id')
    .execute()

/** Who was on duty where at a moment: somebody counts from the sign-on on, and no longer from the sign-off on. */
export async function dutyShare(db: Db, at: Moment): Promise<DutyShare> {
  const counted = await db
    .selectFrom('dutyPeriod')
    .select((is) => [
      sql<number>`count(distinct officer_id)::int`.as('onDuty'),
      sql<number>`(count(distinct officer_id) filter (where area_id is not null))::int`.as('inTownships'),
      is.fn.count<number>('squadId').distinct().filterWhere('officerId', 'is', null).as('untoldSquads'),
    ])
    .where('beganAt', '<=', at)
    .where((is) => is.or([is('endedAt', 'is', null), is('endedAt', '>', at)]))
    .executeTakeFirstOrThrow()
  const { onDuty, inTownships } = counted
  const share = onDuty === 0 ? null : inTownships / onDuty
  return { at, onDuty, inTownships, share, untoldSquads: Number(counted.untoldSquads) }
}
