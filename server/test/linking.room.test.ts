import type { Incident } from '@lianqin/shared/incident'
import { describe, expect, it } from 'vitest'
import { aReport, useServer } from './kit.ts'

const server = useServer()

async function reported(): Promise<Incident> {
  const { body } = await (await server.as('chen')).post<Incident>('/incidents', aReport({ filed: false }))
  return body
}
const amend = async ({ id }: Incident, body: object) =>
  (await server.as('chen')).post<Incident & { code?: string }>(`/incidents/${id}/amendments`, body)
async function major(): Promise<Incident> {
  return (await amend(await reported(), { version: 1, major: true })).body
}

describe('a major incident', () => {
  it('stays major, and joins no other, as long as cases belong to it', async () => {
    const [whole, other, part] = [await major(), await major(), await reported()]
    const linked = (await amend(part, { version: 1, partOf: whole.id })).body
    for (const change of [{ major: false }, { major: false, partOf: other.id }]) {
      const refused = await amend(whole, { version: whole.version, ...change })
      expect(refused).toMatchObject({ status: 409, body: { code: 'incident.has-parts' } })
    }
    expect((await amend(linked, { version: linked.version, partOf: null })).status).toBe(200)
    const joined = await amend(whole, { version: whole.version, major: false, partOf: other.id })
    expect(joined).toMatchObject({ status: 200, body: { major: false, partOf: other.id } })
  })

  it('gives a part back also when that is over, and by the district alone: a township might learn of another’s', async () => {
    const [whole, part] = [await major(), await reported()]
    const linked = (await amend(part, { version: 1, partOf: whole.id })).body
    const moves = `/incidents/${part.id}/moves`
    const over = await (await server.as('chen')).post<Incident>(moves, {
      move: 'reject',
      version: linked.version,
      reason: '不属受理范围',
    })
    const township = await (await server.as('gulin')).post(`/incidents/${whole.id}/amendments`, {
      version: whole.version,
      major: false,
    })
    expect(township).toMatchObject({ status: 403, body: { code: 'session.forbidden' } })
    const urgent = await amend(part, { version: over.body.version, urgent: true })
    expect(urgent).toMatchObject({ status: 409, body: { code: 'incident.illegal-move' } })
    expect((await amend(part, { version: over.body.version, partOf: null })).body).toMatchObject({ partOf: null })
    expect((await amend(whole, { version: whole.version, major: false })).body).toMatchObject({ major: false })
  })

  it('is not made the middle of a chain by two desks at once, nor do they wait for each other for ever', async () => {
    for (let round = 0; round < 6; round++) {
      const [top, middle, part] = [await major(), await major(), await reported()]
      const [joins, links] = await Promise.all([
        amend(middle, { version: middle.version, major: false, partOf: top.id }),
        amend(part, { version: 1, partOf: middle.id }),
      ])
      // Whichever came second was refused; the checker looks for chains after every test.
      expect([joins.status, links.status].filter((status) => status === 200)).toHaveLength(1)
      expect(joins.body.code ?? 'incident.has-parts').toBe('incident.has-parts')
      expect(links.body.code ?? 'incident.link-unfit').toBe('incident.link-unfit')
    }
  })

  it('joins another as little as that joins it at the same moment', async () => {
    for (let round = 0; round < 6; round++) {
      const [one, two] = [await major(), await major()]
      const answers = await Promise.all([
        amend(one, { version: one.version, major: false, partOf: two.id }),
        amend(two, { version: two.version, major: false, partOf: one.id }),
      ])
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    }
  })
})
