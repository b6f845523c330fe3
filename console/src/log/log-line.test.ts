import { alarmMachine } from '@lianqin/shared/alarm'
import { eventKinds } from '@lianqin/shared/events'
import { incidentMachine } from '@lianqin/shared/incident'
import { offerMachine } from '@lianqin/shared/offer'
import { squadMachine } from '@lianqin/shared/squad'
import { taskMachine } from '@lianqin/shared/task'
import { describe, expect, it } from 'vitest'
import { squads } from '../../test/district.ts'
import { anAlarm, anEvent, anIncident, anOffer, aTask } from '../../test/fixtures.ts'
import { logLine, logLines } from './log-line.ts'

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

  it('tells an import of many by one line for each minute, and keeps what happened between', () => {
    const imported = (seq: number, at: string) =>
      anEvent({ seq, at, kind: 'incident.imported', body: { incident: anIncident({ no: seq }) } } as never)
    const events = [
      imported(9, '2026-11-24T06:09:30.000Z'),
      anEvent({ seq: 8, at: '2026-11-24T06:09:20.000Z' }),
      imported(7, '2026-11-24T06:09:10.000Z'),
      imported(6, '2026-11-24T06:08:59.000Z'),
    ]
    expect(logLines(events).map(({ seq, key, count }) => [seq, key, count])).toEqual([
      [9, 'incident.imported-many', 2],
      [8, 'incident.file', 1],
      [6, 'incident.imported', 1],
    ])
    expect(logLines(events.slice(0, 3))[0]).toMatchObject({ atLeast: true })
    expect(logLines(events)[2]?.incident?.no).toBe(6)
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
    ['squad.moved', squadMachine.names, { squad: squads[0] }],
  ] as const)('knows every move of %s', (kind, names, body) => {
    for (const name of names) expect(() => logLine(moved(kind, name, body))).not.toThrow()
  })

  it.each(
    eventKinds.filter((kind) =>
      /^(district|catalogue|officer|duty|shift|handover|person)\.|^task\.(opened|shown|crewed)$|^incident\.led$/.test(
        kind,
      ),
    ),
  )('leaves %s to those it concerns', (kind) => {
    expect(logLine(anEvent({ kind, body: {} } as never))).toBeNull()
  })
})
