import { type Approval, EXTENSIONS_AT_MOST } from '@lianqin/shared/approval'
import { type Incident, incidentMachine } from '@lianqin/shared/incident'
import type { Person, Role } from '@lianqin/shared/person'
import { approverRoles, type Settings } from '@lianqin/shared/settings'

const height = (role: string) => (approverRoles as readonly string[]).indexOf(role)
type Somebody = Pick<Person, 'id' | 'role'> | null

/** Whether this person may decide: of the role that is awaited or a higher one, and not on an own request. */
export const awaitsWordOf = ({ state, role, askedById }: Approval, who: Somebody): boolean =>
  state === 'asked' && who !== null && height(who.role) >= height(role) && askedById !== who.id

/** Only who asked takes it back. */
export const mayWithdraw = ({ state, askedById }: Approval, who: Somebody): boolean =>
  state === 'asked' && who !== null && askedById === who.id

/** What awaits this person's word first, the oldest of it first. */
export const byWord =
  (who: Somebody) =>
  (a: Approval, b: Approval): number =>
    Number(awaitsWordOf(b, who)) - Number(awaitsWordOf(a, who)) || (a.askedAt < b.askedAt ? -1 : 1)

/** The roles that must agree, one after the other. */
export const chainOf = (subject: Approval['subject'], { approvals }: Pick<Settings, 'approvals'>) =>
  ({ extend: approvals.extend, suspend: approvals.suspend, 'force-close': approvals.forceClose })[subject]

const MOVE_OF = { extend: 'extend', suspend: 'suspend', 'force-close': 'forceClose' } as const
const askers: readonly Role[] = ['dispatcher', 'shift-lead', 'centre-head']

/** Why something cannot even be asked for a case. */
export type AskRefusal =
  | { why: 'role'; by: readonly Role[] }
  | { why: 'state'; from: readonly string[] }
  | { why: 'overdue' | 'extended-twice' | 'asked-already' }

/** Nothing extends or stops a clock that has run out; the server judges the same by its own rule. */
export function askRefusal(
  subject: Approval['subject'],
  { state, dueAt, extensions }: Pick<Incident, 'state' | 'dueAt' | 'extensions'>,
  asked: readonly Approval[],
  { role, now }: { role: Role | null; now: number },
): AskRefusal | null {
  if (role === null || !askers.includes(role)) return { why: 'role', by: askers }
  const { from }: { from: readonly string[] } = incidentMachine.moves[MOVE_OF[subject]]
  if (!from.includes(state)) return { why: 'state', from }
  if (subject !== 'force-close' && (dueAt === null || now > Date.parse(dueAt))) return { why: 'overdue' }
  if (subject === 'extend' && extensions >= EXTENSIONS_AT_MOST) return { why: 'extended-twice' }
  return asked.some((one) => one.subject === subject && one.state === 'asked') ? { why: 'asked-already' } : null
}
