import { type Alarm, alarmLevels } from '@lianqin/shared/alarm'
import type { Offer } from '@lianqin/shared/offer'
import type { Supervision } from '@lianqin/shared/supervision'
import type { Moment } from '@lianqin/shared/wire/moment'
import type { Case } from '../dispatch/case-book.engine.ts'
import { stageEnds } from './stages.engine.ts'
import type { Change } from './store.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

type Fail = (what: string, ...ids: string[]) => void

/** I19: nothing that time does is done before its moment, whatever a server's own clock says and whoever rang. */
export function promiseMoments(world: World, { before, after, facts }: Change): void {
  const fail: Fail = (what, ...ids) => breakPromise(world, 'I19', what, after.incident.id, ...ids)
  for (const { kind, body } of facts) {
    const { move, offer, alarm, supervision } = body as Rows
    if (kind === 'offer.moved' && offer && move === 'lapse' && (offer.endedAt ?? '') < offer.answerBy)
      fail('an offer lapses before its answer-by', offer.id)
    if (kind === 'offer.moved' && offer && move === 'remind' && (offer.remindedAt ?? '') >= offer.answerBy)
      fail('an offer is pushed again after its answer-by', offer.id)
    if (kind === 'supervision.moved' && supervision && move === 'overrun' && isAfter(supervision.dueAt, world.now))
      fail('an order overruns before its time', supervision.id)
    if (kind === 'alarm.moved' && alarm) promiseClimb(world, { alarm, move, before }, fail)
    if (kind === 'alarm.raised' && alarm) promiseStage(world, before ?? after, alarm, fail)
  }
}

interface Rows {
  move?: string
  offer?: Offer
  alarm?: Alarm
  supervision?: Supervision
}

const isAfter = (moment: Moment, now: number) => Date.parse(moment) > now

/** An alarm climbs one level at a time, and only by climbing. */
function promiseClimb(
  { now }: World,
  { alarm, move, before }: { alarm: Alarm; move: string | undefined; before: Case | null },
  fail: Fail,
): void {
  const old = before?.alarms.find(({ id }) => id === alarm.id)
  if (!old) return
  const levels = alarmLevels.indexOf(alarm.level) - alarmLevels.indexOf(old.level)
  if (move !== 'escalate' && levels !== 0) fail(`an alarm has another level after ${move}`, alarm.id)
  if (move !== 'escalate') return
  if (levels < 0 || levels > 1) fail('an alarm climbs by more than one level', alarm.id)
  if (old.climbAt === null || isAfter(old.climbAt, now)) fail('an alarm climbs before its time', alarm.id)
}

/** A stage has taken too long when its limit has passed, by the settings of today, and not before. */
function promiseStage({ district, now }: World, held: Case, { kind, taskId, id }: Alarm, fail: Fail): void {
  const ends = stageEnds(district.settings, held, kind, taskId)
  if (ends !== null && now < ends) fail(`${kind} is said before it is so`, id)
}
