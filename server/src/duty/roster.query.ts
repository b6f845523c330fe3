import type { Roster, RosterLine } from '@lianqin/shared/duty'
import type { Officer } from '@lianqin/shared/officer'
import type { Scope } from '@lianqin/shared/person'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'

/** Who should be on at a moment, who is, and which squads on duty did not tell. Everybody in whom the two meet or differ has a line. */
export async function readRoster(db: Db, scope: Scope, at: Moment): Promise<Roster> {
  const officers = await serving(db, scope)
  const [planned, there] = [await plannedAt(db, at), await thereAt(db, at)]
  const lines = officers.flatMap((officer): RosterLine[] => {
    const posts = planned.get(officer.id) ?? []
    const since = there.since.get(officer.id) ?? null
    return posts.length > 0 || since !== null ? [{ officer, planned: posts, since }] : []
  })
  const squads = new Set(officers.map(({ dutySquadId }) => dutySquadId))
  return { at, lines, untoldSquads: there.untold.filter((id) => squads.has(id)) }
}

/** Those who serve within the reader's reach; whoever is lent out is on somebody else's roster. */
function serving(db: Db, scope: Scope): Promise<Officer[]> {
  return db
    .selectFrom('officer')
    .innerJoin('squad', 'squad.id', 'officer.dutySquadId')
    .selectAll('officer')
    .where('officer.state', '=', 'active')
    .$if(scope.kind === 'area', (query) =>
      query.where('squad.areaId', '=', scope.kind === 'area' ? scope.areaId : null),
    )
    .$if(scope.kind === 'squad', (query) =>
      query.where('squad.id', '=', scope.kind === 'squad' ? scope.squadId : 'squad-none'),
    )
    .orderBy('officer.dutySquadId')
    .orderBy('officer.id')
    .execute()
}

async function plannedAt(db: Db, at: Moment): Promise<Map<Officer['id'], RosterLine['planned']>> {
  const tables = await db.selectFrom('dutyTable').select(['id', 'points']).where('state', '=', 'published').execute()
  const planned = new Map<Officer['id'], RosterLine['planned']>()
  for (const { id: tableId, points } of tables) {
    for (const { officerIds, post, from, to } of points) {
      if (post === null || from === null || to === null) continue
      if (!(Date.parse(from) <= Date.parse(at) && Date.parse(at) < Date.parse(to))) continue
      for (const id of officerIds) planned.set(id, [...(planned.get(id) ?? []), { tableId, post, from, to }])
    }
  }
  return planned
}

async function thereAt(db: Db, at: Moment) {
  const periods = await db
    .selectFrom('dutyPeriod')
    .select(['squadId', 'officerId', 'beganAt'])
    .where('beganAt', '<=', at)
    .where((is) => is.or([is('endedAt', 'is', null), is('endedAt', '>', at)]))
    .execute()
  return {
    since: new Map(periods.flatMap(({ officerId, beganAt }) => (officerId ? [[officerId, beganAt] as const] : []))),
    untold: periods.flatMap(({ officerId, squadId }) => (officerId ? [] : [squadId])),
  }
}
