import Type, { type Static } from 'typebox'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

// biome-ignore format: a table is read down its columns
export const offerMachine = machine({
  states: ['made', 'delivered', 'seen', 'accepted', 'declined', 'lapsed', 'withdrawn'],
  initial: 'made',
  moves: {
    remind:   { from: ['made', 'delivered', 'seen'], to: 'same',      by: ['clock', 'dispatcher', 'shift-lead'] },
    // Others are asked beside it: the first to accept wins.
    widen:    { from: ['made', 'delivered', 'seen'], to: 'same',      by: ['clock'] },
    // The others are not asked any more.
    narrow:   { from: ['made', 'delivered', 'seen'], to: 'same',      by: ['clock'] },
    deliver:  { from: ['made'],                      to: 'delivered', by: ['squad-leader'] },
    see:      { from: ['made', 'delivered'],         to: 'seen',      by: ['squad-leader'] },
    accept:   { from: ['made', 'delivered', 'seen'], to: 'accepted',  by: ['squad-leader'] },
    decline:  { from: ['made', 'delivered', 'seen'], to: 'declined',  by: ['squad-leader'], why: 'required' },
    lapse:    { from: ['made', 'delivered', 'seen'], to: 'lapsed',    by: ['clock'] },
    withdraw: { from: ['made', 'delivered', 'seen'], to: 'withdrawn', by: ['dispatcher', 'shift-lead', 'clock'], why: 'required' },
  },
})
export type OfferState = (typeof offerMachine.states)[number]
export type OfferMove = (typeof offerMachine.names)[number]

export const liveOfferStates = ['made', 'delivered', 'seen'] as const satisfies readonly OfferState[]
export const isLiveOffer = (state: OfferState) => (liveOfferStates as readonly OfferState[]).includes(state)

/** Why a squad declines, in one tap. A reason of one's own words is allowed too. */
export const declineReasons = ['busy', 'too-far', 'not-ours', 'unsafe', 'no-crew'] as const
export type DeclineReason = (typeof declineReasons)[number]

/** Withdrawn because another squad was first to accept. */
export const OFFER_TAKEN = 'taken'
/** Lapsed because the server was away: the squad is not counted as asked. */
export const OFFER_AWAY = 'server-was-away'
/** Reasons that no person gave: what time and another squad's answer say when they end an offer. */
export const offerEndings = [OFFER_TAKEN, OFFER_AWAY] as const

/** One reason of a recommendation: a code whose sentence the console holds in both languages, and its numbers. */
export const Because = Type.Object({
  code: Type.String({ maxLength: 40 }),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
})
export type Because = Static<typeof Because>

/** A task held out to a squad until a moment. It ends exactly once. */
export const Offer = Type.Object({
  id: Id('offer'),
  taskId: Id('task'),
  incidentId: Id('incident'),
  areaId: Id('area'),
  squadId: Id('squad'),
  state: Type.Enum(offerMachine.states),
  madeAt: Moment,
  answerBy: Moment,
  deliveredAt: Nullable(Moment),
  seenAt: Nullable(Moment),
  /** When it was pushed again, because no answer came. */
  remindedAt: Nullable(Moment),
  endedAt: Nullable(Moment),
  reason: Nullable(Remark),
  /** Chosen by a dispatcher, or by the ranking. */
  byHand: Type.Boolean(),
  /** Held out to several at once; the first to accept wins. */
  broadcast: Type.Boolean(),
  /** What the ranking proposed when it was made, and where this squad stood in it, from 1; null: it was not ranked. */
  proposedId: Nullable(Id('squad')),
  place: Nullable(Type.Integer({ minimum: 1 })),
  why: Type.Array(Because),
  distanceM: Nullable(Type.Integer({ minimum: 0 })),
  minutes: Nullable(Type.Integer({ minimum: 0 })),
  version: Type.Integer({ minimum: 1 }),
})
export type Offer = Static<typeof Offer>

export const MoveOffer = Command({
  move: Type.Enum(offerMachine.names),
  version: Offer.properties.version,
  reason: Type.Optional(Remark),
  deviceAt: Type.Optional(Moment),
})
export type MoveOffer = Static<typeof MoveOffer>

/**
 * A dispatcher's own choice, decided on that version of the incident: one squad, or several at once of which the first to
 * accept wins. Live offers for the same place in the case are withdrawn for it. `slot` is the place, by default the first
 * that is not filled. `preempts` takes a squad off a case of lower priority, with a reason; that case is routed again.
 */
export const MakeOffer = Command({
  squadIds: Type.Array(Id('squad'), { minItems: 1, maxItems: 5, uniqueItems: true }),
  version: Type.Integer({ minimum: 1 }),
  slot: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
  preempts: Type.Optional(Id('task')),
  reason: Type.Optional(Remark),
})
export type MakeOffer = Static<typeof MakeOffer>
