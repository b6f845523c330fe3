import type { Incident } from '@lianqin/shared/incident'
import { describe, expect, it } from 'vitest'
import { aReport, useServer } from './kit.ts'

const server = useServer()

async function report(over: object): Promise<Incident> {
  return (await (await server.as('chen')).post<Incident>('/incidents', aReport({ filed: false, ...over }))).body
}
async function found(name: string, q: string): Promise<number[]> {
  const answer = await (await server.as(name)).get<{ incidents: Incident[] }>(`/incidents?q=${encodeURIComponent(q)}`)
  return answer.body.incidents.map(({ no }) => no)
}

describe('a search among cases', () => {
  it('finds by number, by another system’s number, and by words of address and description, all of them', async () => {
    const first = await report({ address: '布政路12号', description: '占道摆摊，油烟扰民', externalNo: 'HX-2026-77' })
    const second = await report({ address: '布政路88号', description: '路面塌陷' })
    expect(await found('chen', '布政路')).toEqual([second.no, first.no])
    expect(await found('chen', '布政路 油烟')).toEqual([first.no])
    expect(await found('chen', 'hx-2026')).toEqual([first.no])
    expect(await found('chen', `#${String(second.no).padStart(4, '0')}`)).toContain(second.no)
    expect(await found('chen', '布政路 没有这样的')).toEqual([])
  })

  it('takes every mark as it stands', async () => {
    const one = await report({ address: '一号楼100%东侧_北门' })
    expect(await found('chen', '100%')).toEqual([one.no])
    expect(await found('chen', '东侧_')).toEqual([one.no])
    expect(await found('chen', '%东%北%')).toEqual([])
    expect(await found('chen', "'; drop table incident; --")).toEqual([])
  })

  it('finds nothing that one may not see', async () => {
    const elsewhere = await report({ address: '看不见的地方', place: { lon: 121.4519, lat: 29.9036, crs: 'wgs84' } })
    expect(await found('chen', '看不见')).toEqual([elsewhere.no])
    expect(await found('gulin', '看不见')).toEqual([])
    expect(await found('gulin-1', '看不见')).toEqual([])
  })
})
