import { Alarm, alarmKinds, alarmLevels, alarmMachine } from '@lianqin/shared/alarm'
import { Approval, approvalMachine, approvalSubjects } from '@lianqin/shared/approval'
import { Decision, decisionKinds } from '@lianqin/shared/decision'
import { Device, Doubted, deviceMachine, deviceProtocols, Stranger } from '@lianqin/shared/device'
import { DutyTable, dutyTableMachine } from '@lianqin/shared/duty'
import { Handover, handoverMachine } from '@lianqin/shared/handover'
import { Incident, incidentMachine, incidentSources, isOpenIncident, outcomes } from '@lianqin/shared/incident'
import { tracks } from '@lianqin/shared/item'
import { jobNames } from '@lianqin/shared/jobs'
import { Area, areaModes, NamedPlace } from '@lianqin/shared/jurisdiction'
import { CaseLead, LeadOmission, leadMachine } from '@lianqin/shared/lead'
import { Matter } from '@lianqin/shared/matter'
import { liveOfferStates, Offer, offerMachine } from '@lianqin/shared/offer'
import { DutyPeriod, Officer, officerKinds, officerMachine } from '@lianqin/shared/officer'
import { Party, partyKinds } from '@lianqin/shared/party'
import { Person, personMachine, roles } from '@lianqin/shared/person'
import { Photo, photoStages, pictureTypes } from '@lianqin/shared/photo'
import { parts } from '@lianqin/shared/plan'
import { Arrival, FenceStay } from '@lianqin/shared/presence'
import { approverRoles } from '@lianqin/shared/settings'
import { DeskShift, shiftMachine } from '@lianqin/shared/shift'
import { Force, forceKinds, Squad, squadMachine } from '@lianqin/shared/squad'
import { Supervision, supervisionKinds, supervisionMachine } from '@lianqin/shared/supervision'
import { boundStates, isOpenTask, Task, taskMachine } from '@lianqin/shared/task'
import { TrackRequest, trackRequestMachine } from '@lianqin/shared/track/request'
import { filePurposes, TrackDay, TrackView, viewPurposes } from '@lianqin/shared/track/view'
import { Fix, fixDoubts, Unit, unitKinds } from '@lianqin/shared/unit'
import { datums } from '@lianqin/shared/wire/place'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { useServer } from './kit.ts'

const server = useServer()
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const words = (definition: string) => [...definition.matchAll(/'([^']*)'::text/g)].map(([, word]) => word)

const checks = async (table: string): Promise<string[]> => {
  const { rows } = await sql<{ text: string }>`
    select pg_get_constraintdef(oid) as text from pg_constraint
    where contype = 'c' and conrelid = ${table}::regclass`.execute(server.app.db)
  return rows.map(({ text }) => text)
}

/** The words that a column may hold, by its `check (column in (…))`. */
async function allowed(table: string, column: string): Promise<(string | undefined)[]> {
  const found = (await checks(table)).filter((text) => text.startsWith(`CHECK ((${column} = ANY`))
  return found.flatMap(words)
}

describe('what SQL repeats of the shared contract is the same', () => {
  it.each([
    ['incident', 'state', incidentMachine.states],
    ['incident', 'source', incidentSources],
    ['task', 'state', taskMachine.states],
    ['offer', 'state', offerMachine.states],
    ['alarm', 'state', alarmMachine.states],
    ['alarm', 'kind', alarmKinds],
    ['alarm', 'level', alarmLevels],
    ['approval', 'state', approvalMachine.states],
    ['approval', 'subject', approvalSubjects],
    ['approval', 'role', approverRoles],
    ['supervision', 'state', supervisionMachine.states],
    ['supervision', 'kind', supervisionKinds],
    ['task', 'part', parts],
    ['incident', 'outcome', outcomes],
    ['photo', 'stage', photoStages],
    ['photo', 'type', pictureTypes],
    ['party', 'kind', partyKinds],
    ['lead', 'state', leadMachine.states],
    ['lead', 'party_kind', partyKinds],
    ['decision', 'kind', decisionKinds],
    ['decision', 'track', tracks],
    ['decision', 'party_kind', partyKinds],
    ['squad', 'state', squadMachine.states],
    ['officer', 'kind', officerKinds],
    ['officer', 'state', officerMachine.states],
    ['desk_shift', 'state', shiftMachine.states],
    ['handover', 'state', handoverMachine.states],
    ['duty_table', 'state', dutyTableMachine.states],
    ['device', 'protocol', deviceProtocols],
    ['device', 'state', deviceMachine.states],
    ['device', 'crs', datums],
    ['doubt', 'code', fixDoubts],
    ['doubt', 'crs', datums],
    ['stranger', 'protocol', deviceProtocols],
    ['person', 'state', personMachine.states],
    ['person', 'role', roles],
    ['timer', 'kind', jobNames],
    ['area', 'mode', areaModes],
    ['force', 'kind', forceKinds],
    ['unit', 'kind', unitKinds],
    ['track_view', 'purpose', viewPurposes],
    ['track_request', 'state', trackRequestMachine.states],
    ['track_request', 'purpose', filePurposes],
  ] as const)('the %s’s %s holds the words of its list and no others', async (table, column, list) => {
    expect((await allowed(table, column)).sort()).toEqual([...list].sort())
  })

  it.each([
    ['incident', Incident, []],
    ['task', Task, []],
    ['offer', Offer, []],
    ['alarm', Alarm, []],
    ['approval', Approval, []],
    ['supervision', Supervision, []],
    ['photo', Photo, []],
    ['party', Party, ['name_key']],
    ['lead', CaseLead, ['note']],
    ['omission', LeadOmission, []],
    ['squad', Squad, []],
    ['officer', Officer, []],
    ['duty_period', DutyPeriod, []],
    ['duty_table', DutyTable, []],
    ['desk_shift', DeskShift, []],
    ['handover', Handover, []],
    ['unit', Unit, []],
    ['force', Force, []],
    ['area', Area, []],
    ['matter', Matter, []],
    ['place', NamedPlace, []],
    ['fix', Fix, []],
    ['device', Device, ['secret_hash']],
    ['doubt', Doubted, ['id', 'lon', 'lat', 'crs']],
    ['stranger', Stranger, []],
    ['fence_stay', FenceStay, ['left_at']],
    ['arrival', Arrival, []],
    ['track_view', TrackView, []],
    ['track_request', TrackRequest, []],
    ['track_day', TrackDay, []],
    ['person', Person, ['password_hash']],
  ] as const)('a row of %s has the fields of its schema and no others', async (table, schema, besides) => {
    const { rows } = await sql<{ name: string; nullable: boolean }>`
      select column_name as name, is_nullable = 'YES' as nullable from information_schema.columns
      where table_schema = 'public' and table_name = ${table}`.execute(server.app.db)
    expect(rows.map(({ name }) => name).sort()).toEqual(
      [...Object.keys(schema.properties).map(snake), ...besides].sort(),
    )
    const mayBeNull = Object.entries(schema.properties).filter(
      ([, { anyOf }]: [string, { anyOf?: { type?: string }[] }]) => anyOf?.some(({ type }) => type === 'null'),
    )
    expect(
      rows
        .filter(({ name, nullable }) => nullable && !(besides as readonly string[]).includes(name))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(mayBeNull.map(([name]) => snake(name)).sort())
  })

  it('what is kept of a decision and told to no screen may be absent, the words about it may not', async () => {
    const { rows } = await sql<{ name: string; nullable: string }>`
      select column_name as name, is_nullable as nullable from information_schema.columns
      where table_schema = 'public' and table_name = 'decision'`.execute(server.app.db)
    const besides = rows.filter(({ name }) => !Object.keys(Decision.properties).map(snake).includes(name))
    expect(rows).toHaveLength(Object.keys(Decision.properties).length + besides.length)
    expect(Object.fromEntries(besides.map(({ name, nullable }) => [name, nullable]))).toEqual({
      corrected: 'YES',
      minor: 'YES',
      extended_for: 'YES',
      note: 'NO',
    })
  })

  it('the indexes that allow one live offer and one task at a time mean the states that the contract calls live', async () => {
    const { rows } = await sql<{ name: string; text: string }>`
      select indexname as name, indexdef as text from pg_indexes
      where indexname in ('offer_one_live', 'task_one_live', 'task_bound')`.execute(server.app.db)
    const states = Object.fromEntries(rows.map(({ name, text }) => [name, words(text).sort()]))
    expect(states).toEqual({
      offer_one_live: [...liveOfferStates].sort(),
      task_one_live: taskMachine.states.filter(isOpenTask).sort(),
      task_bound: [...boundStates].sort(),
    })
  })

  it('an incident is over in SQL exactly where its machine is', async () => {
    const over = (await checks('incident')).filter((text) => text.includes('closed_at IS NOT NULL')).flatMap(words)
    expect(over.sort()).toEqual(['closed', 'rejected', 'void'])
    expect(incidentMachine.states.filter((state) => !isOpenIncident(state)).sort()).toEqual(over)
  })

  it('two tasks of one incident that somebody still has to do are refused by the table itself', async () => {
    const twice = sql`
      with one as (select * from matter limit 1), there as (select * from area limit 1),
      case_ as (insert into incident (id, no, matter_id, area_id, state, urgent, source, lon, lat, address, description, reported_at, relocated, version,
          catalogue_version, extensions, slots, level, major)
        select 'incident-x', 999999, one.id, there.id, 'filed', false, 'desk', 0, 0, '', '', now(), false, 1, 1, 0, '[]', 1, false from one, there returning id, area_id)
      insert into task (id, incident_id, area_id, slot, part, state, opened_at, version)
        select 'task-' || n, case_.id, case_.area_id, '1', 'member', 'open', now(), 1 from case_, generate_series(1, 2) n`
    await expect(twice.execute(server.app.db)).rejects.toThrow(/task_one_live/)
  })
})
