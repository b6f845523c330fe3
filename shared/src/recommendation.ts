import Type, { type Static } from 'typebox'
import { AreaMode } from './jurisdiction.ts'
import { ConditionCode } from './matter.ts'
import { Because } from './offer.ts'
import { Slot } from './plan.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { Moment } from './wire/moment.ts'
import { GivenPlace } from './wire/place.ts'
import { Nullable } from './wire/words.ts'

/**
 * Every reason the ranking can give; the console's sentences are total over these codes. Each candidate has one of the area
 * and one of the item: a squad may act where both the place and the matter allow it.
 */
export const becauses = [
  'area.empowered',
  'area.liaison',
  'area.assists',
  'area.elsewhere',
  'item.delegated',
  'item.not-delegated',
  'item.delegated-away',
  'item.department',
  'item.direct',
  'item.called',
  'item.none',
  'kind.first',
  'kind.alternate',
  'kind.other',
  'duty.off',
  'crew.enough',
  'crew.too-small',
  'licence.enough',
  'licence.too-few',
  'position.live',
  'position.stale',
  'position.lost',
  'position.none',
  'travel.estimated',
  'travel.routed',
  'load.free',
  'load.busy',
  'load.urgent',
  'load.full',
  'idle.since',
  'cover.left',
  'cover.reserve',
  'offer.live',
  'offer.declined',
  'offer.lapsed',
  'offer.withdrawn',
  'task.sent-back',
  'task.recalled',
  'short.nobody-competent',
  'short.nobody-of-kind',
  'short.nobody-on-duty',
  'short.nobody-left',
  'short.nobody-located',
  'short.crews-too-small',
  'short.too-few-licensed',
  'short.all-full',
  'short.reserve-only',
] as const
export type BecauseCode = (typeof becauses)[number]

const Candidate = Type.Object({
  squadId: Id('squad'),
  /** Whether it may act here: by its own authority, or called to help by name. Without it nobody can be offered the case. */
  competent: Type.Boolean(),
  /** The unit that would be there first; null where no position counts. */
  unitId: Nullable(Id('unit')),
  /** As the crow flies from that unit. */
  distanceM: Nullable(Type.Integer({ minimum: 0 })),
  /** Travel time, estimated or over streets: the reason `travel.…` says which. */
  minutes: Nullable(Type.Integer({ minimum: 0 })),
  /** Tasks the squad is bound by now. */
  load: Type.Integer({ minimum: 0 }),
  why: Type.Array(Because),
})
export type Candidate = Static<typeof Candidate>

/** Who is competent and near and why; who was passed over and why not; what is missing. Nothing is committed by it. */
export const Recommendation = Type.Object({
  /** Null for a report that nobody has filed yet. */
  incidentId: Nullable(Id('incident')),
  /** The place in the case that is to be filled. */
  slot: Slot,
  at: Moment,
  mode: AreaMode,
  liaisonForceId: Nullable(Id('force')),
  ranked: Type.Array(Candidate),
  passedOver: Type.Array(Candidate),
  shortfalls: Type.Array(Because),
})
export type Recommendation = Static<typeof Recommendation>

/** A report that nobody has filed yet: who could go, if it were. Without a condition the class's first one counts. */
export const AskRecommendation = Command({
  matterId: Id('matter'),
  conditionCode: Type.Optional(ConditionCode),
  place: GivenPlace,
  urgent: Type.Optional(Type.Boolean()),
})
export type AskRecommendation = Static<typeof AskRecommendation>
