import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import type { Note } from '@lianqin/shared/note'
import { describe, expect, it } from 'vitest'
import { violation } from './closing.ts'
import { aReport, useServer } from './kit.ts'

const server = useServer()
const notesIn = async (name: string, id: unknown) => {
  const { body } = await (await server.as(name)).get<{ timeline?: LoggedEvent[] }>(`/incidents/${id}`)
  return (body.timeline ?? []).filter(({ kind }) => kind === 'incident.noted')
}

describe('a note about a case', () => {
  it('stands in its file with who wrote it, and changes nothing of the case', async () => {
    const desk = await server.as('chen')
    const { body: incident } = await desk.post<Incident>('/incidents', aReport({ filed: false }))
    const { status, body: note } = await desk.post<Note>(`/incidents/${incident.id}/notes`, {
      text: ' 已电话联系物业 ',
    })
    expect(status).toBe(201)
    expect(note).toMatchObject({ incidentId: incident.id, areaId: incident.areaId, text: '已电话联系物业' })
    const file = await desk.get<{ incident: Incident; timeline: LoggedEvent[] }>(`/incidents/${incident.id}`)
    expect(file.body.incident.version).toBe(incident.version)
    expect(file.body.timeline.at(-1)).toMatchObject({ kind: 'incident.noted', by: { title: '陈立' }, body: { note } })
  })

  it('sent twice under one key stands there once', async () => {
    const desk = await server.as('chen')
    const { body: incident } = await desk.post<Incident>('/incidents', aReport({ filed: false }))
    const twice = () =>
      desk.post<Note>(
        `/incidents/${incident.id}/notes`,
        { text: '已电话联系物业' },
        { 'idempotency-key': 'note-key-0001' },
      )
    const [first, second] = [await twice(), await twice()]
    expect(second.body).toEqual(first.body)
    expect(await notesIn('chen', incident.id)).toHaveLength(1)
  })

  it('is read by its township and by the squads that have a part in it, and by nobody else', async () => {
    const { id } = await violation(server)
    await (await server.as('zhou')).post(`/incidents/${id}/notes`, { text: '物业下午到场配合' })
    expect(await notesIn('gulin', id)).toHaveLength(1)
    expect(await notesIn('gulin-1', id)).toHaveLength(1)
    expect((await (await server.as('market-1')).get(`/incidents/${id}`)).status).toBe(404)
  })

  it('is refused when it is blank, and from whoever only reads', async () => {
    const { id } = await violation(server)
    expect((await (await server.as('chen')).post(`/incidents/${id}/notes`, { text: '   ' })).status).toBe(400)
    expect((await (await server.as('wall')).post(`/incidents/${id}/notes`, { text: '试写' })).status).toBe(403)
    expect((await (await server.as('gulin-1')).post(`/incidents/${id}/notes`, { text: '试写' })).status).toBe(403)
  })
})
