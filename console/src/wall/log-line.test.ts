import { alarmMachine } from '@lianqin/shared/alarm'
import { eventKinds } from '@lianqin/shared/events'
import { incidentMachine } from '@lianqin/shared/incident'
import { offerMachine } from '@lianqin/shared/offer'
import { taskMachine } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { anAlarm, anEvent, anIncident, anOffer, aTask } from '../../test/fixtures.ts'
import { logLine } from './log-line.ts'

const moved = (kind: string, move: string, body: object) =>
  anEvent({ kind, body: { move, reason: null, deviceAt: null, ...body } } as never)

describe('a line of the log', () => {
  it('tells of an offer by its squad, and of a case by itself', () => {
    const offer = anOffer({ squadId: 'squad-gulin-2' })
    expect(logLine(moved('offer.moved', 'accept', { offer, task: aTask() }))).toMatchObject({
      key: 'offer.accept',
      squadId: 'squad-gulin-2',
      incidentId: 'incident-1',
    })
    expect(logLine(anEvent())).toMatchObject({ key: 'incident.file', squadId: null, incidentId: 'incident-1' })
  })

  it('says whether a case was closed in time', () => {
    const late = anIncident({
      state: 'closed',
      dueAt: '2026-11-24T01:00:00.000Z',
      handledAt: '2026-11-24T02:00:00.000Z',
    })
    expect(logLine(moved('incident.moved', 'close', { incident: late }))?.key).toBe('incident.close-late')
  })

  it('keeps the reason and who did it', () => {
    const line = logLine(moved('alarm.moved', 'own', { alarm: anAlarm(), reason: 'because' }))
    expect(line).toMatchObject({ key: 'alarm.own', reason: 'because', who: '陈立' })
  })

  it.each([
    ['incident.moved', incidentMachine.names, { incident: anIncident() }],
    ['offer.moved', offerMachine.names, { offer: anOffer(), task: aTask() }],
    ['task.moved', taskMachine.names, { task: aTask() }],
    ['alarm.moved', alarmMachine.names, { alarm: anAlarm() }],
  ] as const)('knows every move of %s', (kind, names, body) => {
    for (const name of names) expect(() => logLine(moved(kind, name, body))).not.toThrow()
  })

  it.each(
    eventKinds.filter((kind) => ['district.loaded', 'task.opened', 'person.added', 'person.moved'].includes(kind)),
  )('leaves %s to those it concerns', (kind) => {
    expect(logLine(anEvent({ kind, body: {} } as never))).toBeNull()
  })
})
