import { type DutyPeriod, mayEnforce, type Officer } from '@lianqin/shared/officer'
import { squadAudience } from '@lianqin/shared/rights'
import { type Squad, squadMachine } from '@lianqin/shared/squad'
import { type Day, nextDayAt } from '@lianqin/shared/wire/day'
import { Problem } from '@lianqin/shared/wire/problem'
import { sql } from 'kysely'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Trx } from '../kernel/db.ts'
import { append } from '../kernel/event-log.ts'
import { freshId } from '../kernel/ids.ts'

type Crew = Pick<Squad, 'crew' | 'licensed'>

/** Who was there stands in the log, which has rights of its own; no screen hears names by itself. */
const LOG_ALONE = { audience: [], incidentId: null }

/** Writes down that a squad has come on duty, with these officers; without a list it is only known that it has. */
export async function beginDuty(
  trx: Trx,
  squad: Squad,
  officerIds: readonly Officer['id'][] | undefined,
  today: Day,
): Promise<Crew> {
  const officers = await crewNamed(trx, squad, officerIds ?? [])
  const periods = (officerIds === undefined ? [null] : officers.map(({ id }) => id)).map(
    (officerId): DutyPeriod => ({
      id: freshId('period', trx.now),
      squadId: squad.id,
      areaId: squad.areaId,
      officerId,
      beganAt: trx.now,
      endedAt: null,
    }),
  )
  if (periods.length > 0) {
    await trx.insertInto('dutyPeriod').values(periods).execute()
    append(trx, 'duty.began', { periods }, LOG_ALONE)
  }
  if (officerIds === undefined) return { crew: null, licensed: null }
  return { crew: officers.length, licensed: officers.filter((officer) => mayEnforce(today, officer)).length }
}

/** The named officers, each held until the commit: nobody takes one away to another squad meanwhile. */
async function crewNamed(trx: Trx, squad: Squad, ids: readonly Officer['id'][]): Promise<Officer[]> {
  if (ids.length === 0) return []
  const officers = await trx
    .selectFrom('officer')
    .selectAll()
    .where('id', 'in', ids)
    .where('dutySquadId', '=', squad.id)
    .where('state', '=', 'active')
    .orderBy('id')
    .forShare()
    .execute()
  const stranger = ids.find((id) => !officers.some((officer) => officer.id === id))
  // Somebody else's officer is as unknown here as one who does not exist.
  if (stranger) throw new Problem('officer.missing', { id: stranger })
  return officers
}

/** Writes down that a squad, and whoever was with it, has gone off duty. */
export async function endDuty(trx: Trx, squadId: Squad['id']): Promise<Crew> {
  const periods = await trx
    .updateTable('dutyPeriod')
    .set({ endedAt: trx.now })
    .where('squadId', '=', squadId)
    .where('endedAt', 'is', null)
    .returningAll()
    .execute()
  if (periods.length > 0) append(trx, 'duty.ended', { periods }, LOG_ALONE)
  return { crew: null, licensed: null }
}

/** A licence that was extended, or has lapsed, changes how many of a squad on duty are licensed. The squad's row is locked. */
export async function recountCrew(trx: Trx, territory: TerritoryBook, squadId: Squad['id']): Promise<void> {
  const squad = await trx.selectFrom('squad').selectAll().where('id', '=', squadId).forUpdate().executeTakeFirst()
  if (!squad || squad.crew === null) return
  const officers = await trx
    .selectFrom('officer')
    .innerJoin('dutyPeriod', 'dutyPeriod.officerId', 'officer.id')
    .selectAll('officer')
    .where('dutyPeriod.squadId', '=', squadId)
    .where('dutyPeriod.endedAt', 'is', null)
    .execute()
  const today = territory.today(trx.now)
  const licensed = officers.filter((officer) => mayEnforce(today, officer)).length
  if (licensed === squad.licensed) return
  const moved: Squad = {
    ...squad,
    state: squadMachine.next(squad.state, 'recount'),
    crew: officers.length,
    licensed,
    version: squad.version + 1,
  }
  await trx
    .updateTable('squad')
    .set({ crew: moved.crew, licensed, version: moved.version })
    .where('id', '=', squadId)
    .execute()
  const body = { move: 'recount', reason: null, deviceAt: null, squad: moved }
  append(trx, 'squad.moved', body, { audience: squadAudience(moved), incidentId: null })
}

/** Midnight: licences that ended yesterday count no more. Rings again the next night while the squad stays on. */
export async function recountAtMidnight(trx: Trx, territory: TerritoryBook, squadId: Squad['id']): Promise<void> {
  const squad = await trx.selectFrom('squad').select('crew').where('id', '=', squadId).forUpdate().executeTakeFirst()
  if (!squad || squad.crew === null) return
  await recountCrew(trx, territory, squadId)
  await armMidnight(trx, territory, squadId)
}

/** One bell a night and squad, however often it signs on and off in a day. */
export async function armMidnight(trx: Trx, territory: TerritoryBook, squadId: Squad['id']): Promise<void> {
  const dueAt = nextDayAt(trx.now, territory.current().district.calendar.utcOffsetMinutes)
  const armed = await trx
    .selectFrom('timer')
    .select('id')
    .where('kind', '=', 'squad.recount')
    .where('firedAt', 'is', null)
    .where('dueAt', '=', dueAt)
    .where(sql<boolean>`ref ->> 'squadId' = ${squadId}`)
    .executeTakeFirst()
  if (!armed) trx.timers.push({ kind: 'squad.recount', ref: { squadId }, dueAt })
}
