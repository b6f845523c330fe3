import type { LoggedEvent } from '@lianqin/shared/events'
import { incidentMachine } from '@lianqin/shared/incident'
import { describe, expect, it } from 'vitest'
import { type Ending, leadSteps, omitRefusal, owesLead, toCaseRefusal } from './ending.rank.ts'
import { changesAudit, stageNow } from './heard.rank.ts'

const ending = (incident: object, more: object = {}): Ending =>
  ({ incident, lead: null, omission: null, ...more }) as never
const violation = { state: 'closed', outcome: 'violation', closedAt: '2026-03-02T04:00:00.000Z' }

describe('a case that ended in a violation', () => {
  it('owes a lead or a reason, and a reason from before it was last closed is none', () => {
    expect(owesLead(ending(violation))).toBe(true)
    expect(owesLead(ending(violation, { lead: { id: 'lead-1' } }))).toBe(false)
    expect(owesLead(ending(violation, { omission: { recordedAt: '2026-03-02T04:00:00.000Z' } }))).toBe(false)
    expect(owesLead(ending(violation, { omission: { recordedAt: '2026-03-01T04:00:00.000Z' } }))).toBe(true)
    expect(owesLead(ending(violation, { lead: { state: 'withdrawn' } }))).toBe(true)
    expect(owesLead(ending({ ...violation, outcome: 'settled' }))).toBe(false)
  })

  it('goes to the case centre from its desk, also in the step that closes it', () => {
    expect(toCaseRefusal(ending(violation), 'dispatcher')).toBeNull()
    expect(toCaseRefusal(ending({ state: 'handled', outcome: null }), 'shift-lead')).toBeNull()
    expect(toCaseRefusal(ending({ state: 'dispatched', outcome: null }), 'shift-lead')).toBe('not-now')
    expect(toCaseRefusal(ending(violation, { lead: {} }), 'dispatcher')).toBe('not-now')
    expect(toCaseRefusal(ending(violation, { lead: { state: 'withdrawn' } }), 'dispatcher')).toBeNull()
    expect(toCaseRefusal(ending(violation), 'centre-head')).toBe('only-desk')
    expect(omitRefusal(ending(violation), 'dispatcher')).toBeNull()
    expect(omitRefusal(ending(violation), 'viewer')).toBe('only-desk')
  })
})

it('a lead is taken and decided on by who decides, and handed over again by its desk', () => {
  const steps = (state: string, role: string) => leadSteps({ state } as never, role as never)
  expect(steps('open', 'centre-head')).toEqual(['take', 'return'])
  expect(steps('taken', 'shift-lead')).toEqual(['decide', 'return'])
  expect(steps('taken', 'dispatcher')).toEqual([])
  expect(steps('returned', 'dispatcher')).toEqual(['resubmit'])
  expect(steps('decided', 'centre-head')).toEqual([])
  expect(steps('withdrawn', 'dispatcher')).toEqual([])
})

it('the audit is asked again after what may change its answer, and after nothing else', () => {
  const told = (kind: string, body: object) => changesAudit({ kind, body } as unknown as LoggedEvent)
  expect(told('incident.moved', { move: 'close', incident: { outcome: 'violation' } })).toBe(true)
  expect(told('incident.moved', { move: 'reopen', incident: { outcome: null } })).toBe(true)
  expect(told('incident.moved', { move: 'close', incident: { outcome: 'settled' } })).toBe(false)
  expect(told('lead.omitted', { omission: {} })).toBe(true)
  expect(told('lead.moved', { move: 'take', lead: {} })).toBe(false)
  expect(told('lead.moved', { move: 'openAgain', lead: {} })).toBe(true)
})

it('every state of a case has its stage for a picture that is added now', () => {
  const stages = incidentMachine.states.map((state) => [state, stageNow({ state })])
  expect(Object.fromEntries(stages)).toMatchObject({ reported: 'report', dispatched: 'handling', closed: 'check' })
})
