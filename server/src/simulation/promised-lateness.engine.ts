import type { Alarm } from '@lianqin/shared/alarm'
import type { Offer } from '@lianqin/shared/offer'
import type { Case } from '../dispatch/case-book.engine.ts'
import { triedSquads } from '../dispatch/slots.engine.ts'
import { STAGE_ALARM, stageEnds } from './stages.engine.ts'
import type { Change } from './store.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

/** That a legal limit has passed is a fact, whoever was away; and who is to be asked is first known when somebody looks. */
const MAY_BE_RAISED = ['rang-late', 'overdue', 'nobody-left', 'nobody-competent']

/**
 * I8: a timer found long overdue does not escalate as if it were now. What could not be done in time counts against nobody,
 * no alarm climbs, and the shift lead is told of the outage.
 */
export function promiseLateness(world: World, { before, given, after, facts, timers }: Change): void {
  const fail = (what: string, ...ids: string[]) => breakPromise(world, 'I8', what, after.incident.id, ...ids)
  for (const { kind, body } of facts) {
    const { alarm, offer, move } = body as { alarm?: Alarm; offer?: Offer; move?: string }
    if (kind === 'alarm.raised' && alarm && !MAY_BE_RAISED.includes(alarm.kind))
      fail(`a late timer raises ${alarm.kind} as if it were now`, alarm.id)
    const old = before?.alarms.find(({ id }) => id === alarm?.id)
    if (move === 'escalate' && old && alarm && old.level !== alarm.level) fail('an alarm climbs late', alarm.id)
    if (kind === 'offer.moved' && move === 'lapse' && offer && triedSquads(after).has(offer.squadId))
      promiseAskedAgain(offer, after.offers, fail)
  }
  if (tells(world, given, before) && facts.length + timers.length > 0) promiseTold(after.alarms, fail)
}

/** These do what they have to however late it is: there is nothing about them that anybody could have done in time. */
const WHENEVER = ['dispatch.route', 'incident.take-up', 'approval.lapse']

/** Whether something could not be done in time, of which the shift lead is to hear. */
function tells({ district, now }: World, given: Change['given'], before: Case | null): boolean {
  if (given?.on !== 'timer' || !before || WHENEVER.includes(given.timer.kind)) return false
  const { ref } = given.timer
  if (!('stage' in ref)) return true
  const kind = STAGE_ALARM[ref.stage]
  const ends = kind && stageEnds(district.settings, before, kind, 'taskId' in ref ? ref.taskId : null)
  return typeof ends === 'number' && ends <= now
}

function promiseTold(alarms: readonly Alarm[], fail: (what: string) => void): void {
  const told = alarms.filter(({ kind, state }) => kind === 'rang-late' && state !== 'cleared')
  if (told.length !== 1) fail(`of an outage the shift lead is told ${told.length} times`)
}

/** The squad may have been asked before, and answered: only this offer must not count. */
function promiseAskedAgain(lapsed: Offer, offers: readonly Offer[], fail: (what: string, id: string) => void): void {
  const others = offers.filter(({ id, squadId }) => id !== lapsed.id && squadId === lapsed.squadId)
  if (others.length === 0) fail('a squad that could not answer counts as asked', lapsed.id)
}
