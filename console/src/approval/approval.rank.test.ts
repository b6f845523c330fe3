import type { Approval } from '@lianqin/shared/approval'
import { describe, expect, it } from 'vitest'
import { anApproval, anIncident, before, MINUTE, NOW } from '../../test/fixtures.ts'
import { askRefusal, awaitsWordOf, byWord, mayWithdraw } from './approval.rank.ts'

const chen = { id: 'person-chen', role: 'dispatcher' } as const
const zhou = { id: 'person-zhou', role: 'shift-lead' } as const
const wang = { id: 'person-wang', role: 'centre-head' } as const

describe('a request', () => {
  it('awaits the role it names or a higher one, and never who asked', () => {
    const toLead = anApproval({ role: 'shift-lead', askedById: 'person-chen' })
    expect([chen, zhou, wang].map((who) => awaitsWordOf(toLead, who))).toEqual([false, true, true])
    const toHead = anApproval({ role: 'centre-head', askedById: 'person-zhou' })
    expect([zhou, wang].map((who) => awaitsWordOf(toHead, who))).toEqual([false, true])
    expect(awaitsWordOf(anApproval({ askedById: 'person-zhou' }), zhou)).toBe(false)
    expect(mayWithdraw(anApproval({ askedById: 'person-zhou' }), zhou)).toBe(true)
    expect(mayWithdraw(anApproval({ state: 'granted', askedById: 'person-zhou' }), zhou)).toBe(false)
  })

  it('stands first where one’s own word is awaited, the oldest before the newer', () => {
    const rows = [
      anApproval({ id: 'approval-head', role: 'centre-head', askedAt: before(9 * MINUTE) }),
      anApproval({ id: 'approval-new', askedAt: before(MINUTE) }),
      anApproval({ id: 'approval-old', askedAt: before(5 * MINUTE) }),
    ]
    expect(rows.toSorted(byWord(zhou)).map(({ id }) => id)).toEqual(['approval-old', 'approval-new', 'approval-head'])
  })
})

describe('what can be asked for a case', () => {
  const now = Date.parse(NOW)
  const why = (subject: Approval['subject'], over: Parameters<typeof anIncident>[0], asked: Approval[] = []) =>
    askRefusal(subject, anIncident(over), asked, { role: 'dispatcher', now })?.why
  it('is refused once its limit has passed, but an end by decree never for that', () => {
    const late = { state: 'dispatched', dueAt: before(MINUTE) } as const
    expect(why('extend', late)).toBe('overdue')
    expect(why('suspend', late)).toBe('overdue')
    expect(why('force-close', late)).toBeUndefined()
  })
  it('is refused a third time, while the same is being asked, in other states and to other roles', () => {
    expect(why('extend', { extensions: 1 })).toBeUndefined()
    expect(why('extend', { extensions: 2 })).toBe('extended-twice')
    expect(why('extend', {}, [anApproval()])).toBe('asked-already')
    expect(why('suspend', {}, [anApproval()])).toBeUndefined()
    expect(why('suspend', { state: 'reported' })).toBe('state')
    expect(askRefusal('extend', anIncident(), [], { role: 'viewer', now })?.why).toBe('role')
  })
})
