import type { Offer } from '@lianqin/shared/offer'
import type { Case } from '../dispatch/case-book.engine.ts'
import { areaById, forces, matterById } from './district.engine.ts'
import type { Change } from './store.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

type Fail = (invariant: string, what: string) => void

/**
 * What is held out, and to whom: to squads on duty that may act there (F03, F12), by itself never to one with its hands full
 * (I4), to none that has said no, and nothing behind the back of a person who keeps the case.
 */
export function promiseOffers(world: World, { before, after, facts }: Change): void {
  for (const { kind, body } of facts) {
    const { offer } = body as { offer?: Offer }
    if (kind !== 'offer.made' || !offer) continue
    const fail: Fail = (invariant, what) => breakPromise(world, invariant, what, after.incident.id, offer.id)
    const squad = world.store.squads.get(offer.squadId)
    if (squad?.state !== 'on-duty') fail('I4', `${offer.squadId} is asked off duty`)
    if (squad && !mayAct(after, offer, squad.forceId)) fail('F03', `${offer.squadId} is asked without authority`)
    if (!offer.byHand) promiseByItself(world, { before: before ?? after, after, offer }, fail)
  }
}

/** In an empowered area the township's own force, in what was delegated to it; else the department's; the direct force anywhere. */
function mayAct({ incident, tasks }: Case, { taskId }: Offer, forceId: string): boolean {
  const force = forces.find(({ id }) => id === forceId)
  const matter = matterById.get(incident.matterId)
  const task = tasks.find(({ id }) => id === taskId)
  const slot = incident.slots.find(({ id }) => id === task?.slot)
  if (!force || !matter || !slot) return false
  const isDelegated =
    areaById.get(incident.areaId)?.mode === 'empowered' && matter.delegatedTo.includes(incident.areaId)
  const owner = isDelegated ? force.areaId === incident.areaId : force.id === matter.departmentId
  if (force.kind === 'direct' || owner) return true
  const isCalled = slot.forces.some((ref) => (ref === 'township' ? force.areaId === incident.areaId : ref === forceId))
  return slot.part === 'member' && isCalled
}

interface Made {
  before: Case
  after: Case
  offer: Offer
}

function promiseByItself(world: World, { before, after, offer }: Made, fail: Fail): void {
  const { settings } = world.district
  const tasks = world.store.load.get(offer.squadId) ?? 0
  if (tasks > settings.stackAtMost) fail('I4', `${offer.squadId} is asked with ${tasks - 1} tasks in hand`)
  const saidNo = before.offers.some((old) => old.squadId === offer.squadId && isRefusal(after, old))
  if (saidNo) fail('F13', `${offer.squadId} is asked again by itself`)
  const task = after.tasks.find(({ id }) => id === offer.taskId)
  const own = new Set(after.tasks.filter(({ slot }) => slot === task?.slot).map(({ id }) => id))
  const asked = before.offers.filter((old) => own.has(old.taskId) && !old.byHand && isRefusal(after, old))
  if (asked.length >= settings.askAtMost) fail('F14', `${asked.length} were asked, and one more is`)
  const isKept = before.alarms.some(({ kind, state }) => kind === 'unassigned' && state !== 'cleared')
  if (task?.part === 'lead' && isKept) fail('F14', 'a case is offered behind the back of whoever took it back')
}

/** An end without acceptance since the case was last filed; not one that an outage made, nor that of a broadcast lost. */
const isRefusal = ({ incident }: Case, { state, madeAt, reason }: Offer): boolean =>
  ['declined', 'lapsed', 'withdrawn'].includes(state) &&
  madeAt >= (incident.askedSince ?? '') &&
  reason !== 'server-was-away' &&
  reason !== 'taken'
