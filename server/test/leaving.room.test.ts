import type { Alarm } from '@lianqin/shared/alarm'
import type { LoggedEvent } from '@lianqin/shared/events'
import type { MyDesk } from '@lianqin/shared/handover'
import type { Incident } from '@lianqin/shared/incident'
import type { Person } from '@lianqin/shared/person'
import { beforeAll, describe, expect, it } from 'vitest'
import { districtWith } from './district.kit.ts'
import { aReport, type Seat, signIn, until, useServer } from './kit.ts'

const server = useServer()
const PASSWORD = 'long enough it is'

beforeAll(() => districtWith(server, ({ settings }) => ({ settings: { ...settings, escalateAfterS: 2 } })))

interface File {
  alarms: Alarm[]
  timeline: LoggedEvent[]
}
const fileOf = async ({ id }: Incident) => (await (await server.as('chen')).get<File>(`/incidents/${id}`)).body

async function hired(name: string): Promise<{ person: Person; seat: Seat }> {
  const admin = await server.as('admin')
  const scope = { kind: 'district' }
  const account = { name, title: name, role: 'shift-lead', scope, password: PASSWORD }
  const { body: person } = await admin.post<Person>('/people', account)
  return { person, seat: await signIn(server.url, name, PASSWORD) }
}
const disable = async ({ id, version }: Person) =>
  (await server.as('admin')).post<Person>(`/people/${id}/moves`, { move: 'disable', version, reason: '离岗' })

/** A case that nobody can take, and its alarm. */
async function alarmed(): Promise<{ incident: Incident; alarm: Alarm }> {
  const { body: incident } = await (await server.as('chen')).post<Incident>('/incidents', aReport())
  await until(async () => (await fileOf(incident)).alarms.length > 0)
  const [alarm] = (await fileOf(incident)).alarms
  if (!alarm) throw new Error('no alarm')
  return { incident, alarm }
}
const own = (seat: Seat, { id, version }: Alarm) => seat.post<Alarm>(`/alarms/${id}/moves`, { move: 'own', version })

describe('whoever is disabled', () => {
  it('leaves no alarm behind that calls nobody: it stands again in the same breath, climbs again, and the log says why', async () => {
    const { person, seat } = await hired('leaver')
    await seat.post('/shift/moves', { move: 'sign-on' })
    const { incident, alarm } = await alarmed()
    expect((await own(seat, alarm)).body).toMatchObject({ state: 'owned', ownerId: person.id, climbAt: null })
    expect((await disable(person)).status).toBe(200)
    const { alarms, timeline } = await fileOf(incident)
    expect(alarms[0]).toMatchObject({ state: 'raised', ownerId: null, ownerTitle: null, level: alarm.level })
    expect(alarms[0]?.climbAt).not.toBeNull()
    expect(timeline.at(-1)).toMatchObject({
      kind: 'alarm.moved',
      body: { move: 'release', reason: 'owner-gone' },
      by: { role: 'administrator' },
    })
    await until(async () => (await fileOf(incident)).alarms[0]?.level === 'centre-head')
    const { body } = await (await server.as('zhou')).get<MyDesk>('/shift')
    expect(body.onDuty.some(({ personId }) => personId === person.id)).toBe(false)
  })

  it('owns nothing by an order that was under way at that moment', async () => {
    for (const round of [1, 2, 3, 4]) {
      const { person, seat } = await hired(`runner-${round}`)
      const [first, second] = [await alarmed(), await alarmed()]
      await own(seat, first.alarm)
      const [answer] = await Promise.all([own(seat, second.alarm), disable(person)])
      expect([200, 401]).toContain(answer.status)
      for (const { incident } of [first, second])
        expect((await fileOf(incident)).alarms[0]).toMatchObject({ state: 'raised', ownerId: null })
    }
  })
})
