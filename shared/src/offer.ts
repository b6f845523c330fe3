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
    deliver:  { from: ['made'],                      to: 'delivered', by: ['squad-leader'] },
    see:      { from: ['made', 'delivered'],         to: 'seen',      by: ['squad-leader'] },
    accept:   { from: ['made', 'delivered', 'seen'], to: 'accepted',  by: ['squad-leader'] },
    decline:  { from: ['made', 'delivered', 'seen'], to: 'declined',  by: ['squad-leader'], why: 'required' },
    lapse:    { from: ['made', 'delivered', 'seen'], to: 'lapsed',    by: ['clock'] },
    withdraw: { from: ['made', 'delivered', 'seen'], to: 'withdrawn', by: ['dispatcher', 'shift-lead'], why: 'required' },
  },
})
export type OfferState = (typeof offerMachine.states)[number]
export type OfferMove = (typeof offerMachine.names)[number]

export const liveOfferStates = ['made', 'delivered', 'seen'] as const satisfies readonly OfferState[]
export const isLiveOffer = (state: OfferState) => (liveOfferStates as readonly OfferState[]).includes(state)

/** Why a squad declines, in one tap. A reason of one's own words is allowed too. */
export const declineReasons = ['busy', 'too-far', 'not-ours', 'unsafe', 'no-crew'] as const
export type DeclineReason = (typeof declineReasons)[number]

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
  endedAt: Nullable(Moment),
  reason: Nullable(Remark),
  /** Chosen by a dispatcher, or by the ranking. */
  byHand: Type.Boolean(),
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

/** A dispatcher's own choice of squad, decided on that version of the incident. Any live offer is withdrawn for it. */
export const MakeOffer = Command({ squadId: Id('squad'), version: Type.Integer({ minimum: 1 }) })
export type MakeOffer = Static<typeof MakeOffer>
