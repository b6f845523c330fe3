import Type, { type Static } from 'typebox'
import { AreaMode } from './jurisdiction.ts'
import { Because } from './offer.ts'
import { Id } from './wire/id.ts'
import { Moment } from './wire/moment.ts'
import { Nullable } from './wire/words.ts'

/** Every reason the ranking can give; the console's sentences are total over these codes. */
export const becauses = [
  'authority.empowered',
  'authority.department',
  'authority.direct',
  'authority.none',
  'authority.not-delegated',
  'duty.off',
  'position.live',
  'position.stale',
  'position.lost',
  'position.none',
  'load.free',
  'load.busy',
  'offer.live',
  'offer.declined',
  'offer.lapsed',
  'offer.withdrawn',
  'task.sent-back',
  'short.nobody-competent',
  'short.nobody-on-duty',
  'short.nobody-located',
  'short.nobody-left',
] as const
export type BecauseCode = (typeof becauses)[number]

const Candidate = Type.Object({
  squadId: Id('squad'),
  /** As the crow flies from the nearest fresh unit to the incident. */
  distanceM: Nullable(Type.Integer({ minimum: 0 })),
  /** Estimated travel time. */
  minutes: Nullable(Type.Integer({ minimum: 0 })),
  /** Tasks the squad is bound by now. */
  load: Type.Integer({ minimum: 0 }),
  why: Type.Array(Because),
})
export type Candidate = Static<typeof Candidate>

/** Who is competent and near and why; who was passed over and why not; what is missing. Nothing is committed by it. */
export const Recommendation = Type.Object({
  incidentId: Id('incident'),
  at: Moment,
  mode: AreaMode,
  liaisonForceId: Nullable(Id('force')),
  ranked: Type.Array(Candidate),
  passedOver: Type.Array(Candidate),
  shortfalls: Type.Array(Because),
})
export type Recommendation = Static<typeof Recommendation>
