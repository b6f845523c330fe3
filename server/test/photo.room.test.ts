import { createHash } from 'node:crypto'
import type { LoggedEvent } from '@lianqin/shared/events'
import { PHOTO_AT_MOST_BYTES, PHOTOS_PER_CASE, type Photo } from '@lianqin/shared/photo'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { aJpeg, handled, sendPhoto, violation } from './closing.ts'
import { aReport, liveOfferOf, useServer } from './kit.ts'

const server = useServer()
const fetchPhoto = async (name: string, id: unknown) =>
  fetch(`${server.url}/api/v1/photos/${id}`, { headers: { cookie: (await server.as(name)).cookie } })

describe('a picture of a case', () => {
  it('is kept as it came, with its digest in the log, and handed out byte for byte, harmless as a page of its own', async () => {
    const leader = await server.as('gulin-1')
    const { id } = await violation(server)
    const bytes = aJpeg(300_000)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { status, body: photo } = await sendPhoto(server, leader, id, { bytes })
    expect(status).toBe(201)
    expect(photo).toMatchObject({
      stage: 'handling',
      type: 'image/jpeg',
      bytes: 300_000,
      sha256,
      squadId: 'squad-gulin-1',
    })

    const file = await leader.get<{ photos: Photo[]; timeline: LoggedEvent[] }>(`/incidents/${id}`)
    expect(file.body.photos).toEqual([photo])
    expect(file.body.timeline.at(-1)).toMatchObject({ kind: 'photo.added', body: { photo } })

    const answer = await fetchPhoto('gulin', photo.id)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename="${photo.id}.jpg"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    })
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
  })

  it('sent twice under one key is one picture, and another one under that key is refused', async () => {
    const desk = await server.as('chen')
    const { id } = await violation(server)
    const key = 'photo-key-0001'
    const [first, second] = [await sendPhoto(server, desk, id, { key }), await sendPhoto(server, desk, id, { key })]
    expect(second.body).toEqual(first.body)
    const other = await sendPhoto(server, desk, id, { key, bytes: aJpeg(2_001) })
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.other-body' } })
    expect((await desk.get<{ photos: Photo[] }>(`/incidents/${id}`)).body.photos).toHaveLength(1)
  })

  it('is refused when it is none, is not what it is called, or is too large', async () => {
    const desk = await server.as('chen')
    const { id } = await violation(server)
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    for (const [what, sent, refused] of [
      ['a drawing', { bytes: svg, type: 'image/svg+xml' }, [415, 'photo.type-unknown']],
      ['a drawing that calls itself a photo', { bytes: svg }, [422, 'photo.type-differs']],
      ['a page', { bytes: svg, type: 'text/html' }, [415, 'photo.type-unknown']],
      ['a JPEG that calls itself a PNG', { type: 'image/png' }, [422, 'photo.type-differs']],
      ['nothing', { bytes: new Uint8Array() }, [422, 'photo.type-differs']],
      ['a stage that is none', { stage: 'later' }, [400, 'request.invalid']],
      ['one byte too many', { bytes: aJpeg(PHOTO_AT_MOST_BYTES + 1) }, [413, 'request.too-large']],
    ] as const) {
      const { status, body } = await sendPhoto(server, desk, id, sent)
      expect([status, body.code], what).toEqual(refused)
    }
    expect((await sendPhoto(server, desk, id, { bytes: aJpeg(PHOTO_AT_MOST_BYTES) })).status).toBe(201)
  })

  it(`is the last one at ${PHOTOS_PER_CASE} to a case`, async () => {
    const desk = await server.as('chen')
    const { id } = await violation(server)
    const sent = await Promise.all(Array.from({ length: PHOTOS_PER_CASE + 3 }, () => sendPhoto(server, desk, id)))
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(PHOTOS_PER_CASE)
    expect(await sendPhoto(server, desk, id)).toMatchObject({ status: 409, body: { code: 'photo.too-many' } })
  })

  it('is seen and sent by its township and its squad; to everybody else it is not there', async () => {
    const desk = await server.as('chen')
    const { id } = await handled(server)
    const { body: photo } = await sendPhoto(server, desk, id, { stage: 'check' })
    const missing = await (await fetchPhoto('gulin', 'photo-none')).json()
    for (const stranger of ['gaoqiao-1', 'gulin-2']) {
      const answer = await fetchPhoto(stranger, photo.id)
      expect(answer.status, stranger).toBe(404)
      expect({ ...(await answer.json()), requestId: '' }).toEqual({
        ...missing,
        params: { id: photo.id },
        requestId: '',
      })
      expect((await sendPhoto(server, await server.as(stranger), id)).status, stranger).toBe(404)
    }
    expect((await fetchPhoto('wall', photo.id)).status).toBe(403)
    expect((await fetchPhoto('gulin-1', photo.id)).status).toBe(200)
  })

  it('is not yet the business of a squad that is only asked', async () => {
    const [desk, leader] = [await server.as('chen'), await server.as('gulin-1')]
    const { body: incident } = await desk.post<{ id: string }>('/incidents', aReport())
    expect((await liveOfferOf(desk, incident.id)).squadId).toBe('squad-gulin-1')
    expect(await sendPhoto(server, leader, incident.id)).toMatchObject({
      status: 403,
      body: { code: 'session.forbidden' },
    })
  })

  it('that was exchanged in the store is no longer handed out, and the table itself refuses to exchange it', async () => {
    const desk = await server.as('chen')
    const { id } = await handled(server)
    const { body: photo } = await sendPhoto(server, desk, id)
    const exchange = sql`update photo_content set content = 'other'::bytea where photo_id = ${photo.id}`
    await expect(exchange.execute(server.app.db)).rejects.toThrow(/never changed/)
    await sql`alter table photo_content disable trigger photo_content_is_never_changed`.execute(server.app.db)
    await exchange.execute(server.app.db)
    await sql`alter table photo_content enable trigger photo_content_is_never_changed`.execute(server.app.db)
    const answer = await fetchPhoto('chen', photo.id)
    expect([answer.status, (await answer.json()).code]).toEqual([500, 'photo.damaged'])
  })
})
