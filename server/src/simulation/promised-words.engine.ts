import type { Approval } from '@lianqin/shared/approval'
import type { Incident } from '@lianqin/shared/incident'
import type { Doer } from '@lianqin/shared/person'
import type { Settings } from '@lianqin/shared/settings'
import type { Change } from './store.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

const SUBJECTS: Record<string, Approval['subject']> = {
  extend: 'extend',
  suspend: 'suspend',
  forceClose: 'force-close',
}
const RANKS = ['shift-lead', 'centre-head']

/**
 * I15: a clock is lengthened or stopped, and a case ended by decree, only on the word of everybody who must agree, one after
 * the other; nobody decides on an own request.
 */
export function promiseWords(world: World, by: Doer, { before, after, facts }: Change): void {
  const fail = (what: string, ...ids: string[]) => breakPromise(world, 'I15', what, after.incident.id, ...ids)
  const granted = facts.flatMap(({ kind, body }) => {
    const { approval, move } = body as { approval?: Approval; move?: string }
    return kind === 'approval.moved' && approval && (move === 'grant' || move === 'refuse') ? [approval] : []
  })
  for (const { id, askedById, role } of granted) {
    if (askedById === by.personId) fail('somebody has decided on an own request', id)
    if (RANKS.indexOf(by.role) < RANKS.indexOf(role)) fail(`${by.role} has spoken for the ${role}`, id)
  }
  for (const { kind, body } of facts) {
    const { move, incident } = body as { move?: string; incident?: Incident }
    const subject = kind === 'incident.moved' ? SUBJECTS[move ?? ''] : undefined
    if (!subject) continue
    const last = granted.find((approval) => approval.subject === subject && approval.state === 'granted')
    if (!last) fail(`${move} without anybody's word`)
    else if (!isWhole(world.district.settings, last, after.approvals)) fail(`${move} before all have agreed`, last.id)
    const { dueAt } = before?.incident ?? {}
    if (subject !== 'force-close' && dueAt && Date.parse(dueAt) < world.now)
      fail(`${move} after the limit has passed`, incident?.id ?? '')
  }
}

function isWhole({ approvals }: Settings, last: Approval, all: readonly Approval[]): boolean {
  const chain = { extend: approvals.extend, suspend: approvals.suspend, 'force-close': approvals.forceClose }
  const steps = all.filter(
    ({ subject, askedAt, state }) => subject === last.subject && askedAt === last.askedAt && state === 'granted',
  )
  const isGranted = (step: number) => steps.some((approval) => approval.step === step)
  return (
    last.step >= chain[last.subject].length &&
    Array.from({ length: last.step }, (_, index) => index + 1).every(isGranted)
  )
}
