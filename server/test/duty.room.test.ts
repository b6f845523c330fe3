import type { DutyShare } from '@lianqin/shared/crew'
import { afterEach, describe, expect, it } from 'vitest'
import { officersOf, squadOf, useDuty } from './duty.kit.ts'
import { until, useServer } from './kit.ts'

const server = useServer()
const { recruit, sign } = useDuty(server)

describe('a squad that signs on with its officers', () => {
  afterEach(async () => {
    await sign('gulin-2', 'sign-off')
  })

  it('says how many are there and how many of them hold a licence today; off duty it says nothing', async () => {
    const lapsed = await recruit({ dutySquadId: 'squad-gulin-2', licenceUntil: '2020-01-31' })
    const valid = await recruit({ dutySquadId: 'squad-gulin-2' })
    const helper = await recruit({
      dutySquadId: 'squad-gulin-2',
      kind: 'auxiliary',
      licenceNo: null,
      licenceUntil: null,
    })
    expect(await sign('gulin-2', 'sign-on', [lapsed.id, valid.id, helper.id])).toMatchObject({
      status: 200,
      body: { state: 'on-duty', crew: 3, licensed: 1 },
    })
    // A licence that is extended while they are out counts at once.
    const zhou = await server.as('zhou')
    const extend = { move: 'extend', version: 1, licenceUntil: '2099-01-31' }
    expect((await zhou.post(`/officers/${lapsed.id}/moves`, extend)).status).toBe(200)
    expect(await squadOf(await server.as('gulin-2'))).toMatchObject({ crew: 3, licensed: 2 })
    const elsewhere = { move: 'change', version: 2, to: { dutySquadId: 'squad-gulin-1' } }
    expect(await zhou.post(`/officers/${lapsed.id}/moves`, elsewhere)).toMatchObject({
      status: 409,
      body: { code: 'officer.on-duty', params: { name: '方舟' } },
    })
    expect(await sign('gulin-2', 'sign-off')).toMatchObject({ body: { crew: null, licensed: null } })
    expect((await zhou.post(`/officers/${lapsed.id}/moves`, elsewhere)).status).toBe(200)
  })

  it('is counted anew at midnight, when a licence may have lapsed', async () => {
    const officer = await recruit({ dutySquadId: 'squad-gulin-2' })
    expect(await sign('gulin-2', 'sign-on', [officer.id])).toMatchObject({ body: { crew: 1, licensed: 1 } })
    const { db } = server.app
    const bell = db.selectFrom('timer').select('dueAt').where('kind', '=', 'squad.recount').where('firedAt', 'is', null)
    const [{ dueAt } = { dueAt: '' }, ...others] = await bell.execute()
    expect(others).toEqual([])
    expect(dueAt.slice(11)).toBe('16:00:00.000Z')
    // The night has passed: the licence ended yesterday, and the bell is due.
    await db.updateTable('officer').set({ licenceUntil: '2020-01-01' }).where('id', '=', officer.id).execute()
    await db.updateTable('timer').set({ dueAt: new Date().toISOString() }).where('kind', '=', 'squad.recount').execute()
    const leader = await server.as('gulin-2')
    await until(async () => (await squadOf(leader)).licensed === 0)
    expect(await squadOf(leader)).toMatchObject({ crew: 1, state: 'on-duty' })
    await until(async () => (await bell.execute()).length === 1)
  })

  it('tells nothing when it names nobody, as an old phone does', async () => {
    expect(await sign('gulin-2', 'sign-on')).toMatchObject({ body: { crew: null, licensed: null } })
  })

  it('cannot name somebody of another squad, somebody who has left, or the same person twice', async () => {
    const other = await recruit({ dutySquadId: 'squad-gulin-1' })
    const left = await recruit({ dutySquadId: 'squad-gulin-2' })
    const zhou = await server.as('zhou')
    await zhou.post(`/officers/${left.id}/moves`, { move: 'leave', version: 1, reason: '调离' })
    for (const officerIds of [[other.id], [left.id], ['officer-none']]) {
      expect(await sign('gulin-2', 'sign-on', officerIds)).toMatchObject({
        status: 404,
        body: { code: 'officer.missing' },
      })
    }
    expect((await sign('gulin-2', 'sign-on', [left.id, left.id]))?.status).toBe(400)
  })
})

describe('the register', () => {
  it('is a township’s only as far as its own people go, and a leader’s for the own squad', async () => {
    const [zhou, gulin, leader] = [await server.as('zhou'), await server.as('gulin'), await server.as('gulin-1')]
    const all = await officersOf(zhou)
    const served = all.filter(({ dutySquadId }) => dutySquadId.startsWith('squad-gulin-'))
    const owned = all.filter(({ ownerForceId }) => ownerForceId === 'force-gulin')
    const mine = new Set([...served, ...owned].map(({ id }) => id))
    expect((await officersOf(gulin)).map(({ id }) => id).sort()).toEqual([...mine].sort())
    // Seconded: staff of a department, on duty in the township; once here, once there.
    expect(served.some(({ ownerForceId }) => ownerForceId !== 'force-gulin')).toBe(true)
    expect((await officersOf(leader)).every(({ dutySquadId }) => dutySquadId === 'squad-gulin-1')).toBe(true)
    expect((await (await server.as('wall')).get('/officers')).status).toBe(403)
  })

  it('refuses a licence that is half, taken, or not extended; a stale version; a squad or force that is not there', async () => {
    const zhou = await server.as('zhou')
    const officer = await recruit({ licenceNo: 'T-taken' })
    const other = await recruit()
    expect(await recruit({ licenceUntil: null })).toMatchObject({ code: 'officer.licence-half' })
    expect(await recruit({ licenceNo: 'T-taken' })).toMatchObject({ code: 'officer.licence-taken' })
    expect(await recruit({ dutySquadId: 'squad-none' })).toMatchObject({ code: 'squad.missing' })
    expect(await recruit({ ownerForceId: 'force-none' })).toMatchObject({ code: 'officer.force-missing' })
    const ask = (id: string, body: object) => zhou.post<{ code: string }>(`/officers/${id}/moves`, body)
    const steps: [object, string][] = [
      [{ move: 'change', version: 1, to: { licenceNo: 'T-taken' } }, 'officer.licence-taken'],
      [{ move: 'change', version: 1, to: { licenceNo: null } }, 'officer.licence-half'],
      [{ move: 'extend', version: 1, licenceUntil: '2099-12-31' }, 'officer.licence-not-later'],
      [{ move: 'extend', version: 1 }, 'request.invalid'],
      [{ move: 'change', version: 1 }, 'request.invalid'],
      [{ move: 'leave', version: 1 }, 'move.reason-missing'],
      [{ move: 'return', version: 1 }, 'officer.illegal-move'],
      [{ move: 'extend', version: 2, licenceUntil: '2100-01-31' }, 'officer.stale'],
    ]
    for (const [body, code] of steps) expect(await ask(other.id, body)).toMatchObject({ body: { code } })
    expect((await ask(officer.id, { move: 'leave', version: 1, reason: '退休' })).status).toBe(200)
    expect((await ask(officer.id, { move: 'return', version: 2 })).status).toBe(200)
  })

  it('tells no screen about people: the log alone keeps it, for the administrator', async () => {
    const officer = await recruit({ name: '无人听见' })
    const lines = async (name: string) => {
      const told: string[] = []
      for (let after = 0; ; ) {
        const { body } = await (await server.as(name)).get<{ lines: { seq: number; kind: string; body: object }[] }>(
          `/log?after=${after}`,
        )
        told.push(...body.lines.map((line) => JSON.stringify(line)))
        const last = body.lines.at(-1)
        if (!last) return told
        after = last.seq
      }
    }
    expect((await lines('admin')).some((line) => line.includes(officer.id))).toBe(true)
    expect((await lines('zhou')).some((line) => line.includes('无人听见'))).toBe(false)
  })
})

describe('who was on duty when', () => {
  it('F05: share of force on duty in townships — figure equals on-duty township staff ÷ all on-duty staff for the chosen time', async () => {
    for (const name of ['gulin-1', 'gulin-2', 'direct-1']) await sign(name, 'sign-off')
    const share = async (at?: string) =>
      (await (await server.as('wall')).get<DutyShare>(`/duty/share${at ? `?at=${encodeURIComponent(at)}` : ''}`)).body
    const people = async (name: string, count: number) =>
      (await officersOf(await server.as(name))).slice(0, count).map(({ id }) => id)
    const before = (await share()).at
    const none = await share(before)
    expect(none).toMatchObject({ onDuty: 0, inTownships: 0, share: null })

    await sign('gulin-1', 'sign-on', await people('gulin-1', 3))
    await sign('gulin-2', 'sign-on', await people('gulin-2', 2))
    await sign('direct-1', 'sign-on', await people('direct-1', 2))
    const full = await share()
    expect(full).toMatchObject({ onDuty: 7, inTownships: 5, share: 5 / 7 })
    await sign('gulin-1', 'sign-off')
    expect(await share()).toMatchObject({ onDuty: 4, inTownships: 2, share: 0.5 })
    // The figure of a chosen time stays what it was, whoever has gone home since.
    expect(await share(full.at)).toEqual(full)
    expect(await share(before)).toEqual(none)
    // A squad that names nobody is counted apart instead of guessed.
    await sign('gulin-1', 'sign-on')
    expect(await share()).toMatchObject({ onDuty: 4, untoldSquads: full.untoldSquads + 1 })
    const gulin = await server.as('gulin')
    expect(await gulin.get('/duty/share')).toMatchObject({ status: 403, body: { code: 'session.forbidden' } })
  })
})
