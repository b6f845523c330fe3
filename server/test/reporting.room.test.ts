import type { Incident, NewIncident } from '@lianqin/shared/incident'
import { expect, it } from 'vitest'
import { DEMO_PASSWORD } from '../src/demo/demo.moves.ts'
import { takeSeat } from '../src/drill/drill.client.ts'
import { reportAll } from '../src/drill/reporting.ts'
import { aReport, useServer } from './kit.ts'

const server = useServer()

it('a drill asks for nothing that the server would refuse: what a leader finds is reported without an external number', async () => {
  const refused: string[] = []
  const heard = (route: string, status: number) => void (status >= 400 && refused.push(`${route} ${status}`))
  const line = { server: server.url, signal: new AbortController().signal, tries: 1, heard }
  const sit = (name: string) => takeSeat(line, { name, password: DEMO_PASSWORD })
  const [desk, seat] = [await sit('zhou'), await sit('gulin-1')]
  const sources: NewIncident['source'][] = ['hotline', 'patrol', 'desk', 'patrol']
  const plan = sources.map((source, index) => ({
    afterMs: index,
    report: { ...aReport(), ...(source && { source }), externalNo: `drill-test-${index}` },
  }))
  const acknowledged = new Map<Incident['id'], Incident>()
  const unanswered = await reportAll({ desk, leaders: [{ seat }] }, plan, { speed: 1, acknowledged, say: () => {} })
  expect([unanswered, refused]).toEqual([0, []])
  const cases = [...acknowledged.values()].map(({ source, externalNo, state }) => [source, externalNo, state])
  expect(cases.sort()).toEqual([
    ['desk', 'drill-test-2', 'filed'],
    ['hotline', 'drill-test-0', 'filed'],
    ['patrol', null, 'reported'],
    ['patrol', null, 'reported'],
  ])
})
