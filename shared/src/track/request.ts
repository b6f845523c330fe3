import Type, { type Static } from 'typebox'
import { approverRoles } from '../settings.ts'
import { Command } from '../wire/command.ts'
import { Id } from '../wire/id.ts'
import { machine } from '../wire/machine.ts'
import { Moment } from '../wire/moment.ts'
import { Nullable, Remark } from '../wire/words.ts'
import { filePurposes, lookerRoles } from './view.ts'

/** Many tracks leave only when two people want it: one asks, another agrees. `fetch` is the file itself, given to whoever asked. */
// biome-ignore format: a table is read down its columns
export const trackRequestMachine = machine({
  states: ['asked', 'agreed', 'refused', 'withdrawn', 'lapsed', 'fetched'],
  initial: 'asked',
  moves: {
    agree:    { from: ['asked'],             to: 'agreed',    by: approverRoles },
    refuse:   { from: ['asked'],             to: 'refused',   by: approverRoles, why: 'required' },
    withdraw: { from: ['asked', 'agreed'],   to: 'withdrawn', by: lookerRoles },
    fetch:    { from: ['agreed', 'fetched'], to: 'fetched',   by: lookerRoles },
    lapse:    { from: ['asked', 'agreed'],   to: 'lapsed',    by: ['clock'] },
  },
})
export type TrackRequestState = (typeof trackRequestMachine.states)[number]

/** Undecided for so long it lapses; agreed to, it lasts as long as any grant. */
export const ASKED_LASTS_MS = 24 * 3_600_000
/** A line may break, so the file is given more than once; whoever loses it asks anew. */
export const MOST_FETCHES = 3
/** So many of one person may wait at once. */
export const MOST_PENDING = 5

/** The units of one squad that it is about. */
export const RequestPart = Type.Object({
  squadId: Id('squad'),
  areaId: Nullable(Id('area')),
  unitIds: Type.Array(Id('unit'), { minItems: 1 }),
})
export type RequestPart = Static<typeof RequestPart>

export const TrackRequest = Type.Object({
  id: Id('request'),
  state: Type.Enum(trackRequestMachine.states),
  /** The township it was asked in; null is the district. */
  areaId: Nullable(Id('area')),
  /** The squad whose leader asks, if one does. */
  squadId: Nullable(Id('squad')),
  parts: Type.Array(RequestPart, { minItems: 1 }),
  fromAt: Moment,
  toAt: Moment,
  purpose: Type.Enum(filePurposes),
  reason: Remark,
  askedAt: Moment,
  askedById: Id('person'),
  askedByTitle: Type.String(),
  /** Until then it waits for a word; once agreed to, until then the file may be fetched. */
  until: Moment,
  decidedAt: Nullable(Moment),
  decidedById: Nullable(Id('person')),
  decidedByTitle: Nullable(Type.String()),
  /** Why it was refused. */
  decision: Nullable(Remark),
  /** What was granted when it was agreed to. */
  grantId: Nullable(Id('grant')),
  fetches: Type.Integer({ minimum: 0, maximum: MOST_FETCHES }),
  version: Type.Integer({ minimum: 1 }),
})
export type TrackRequest = Static<typeof TrackRequest>

/** What a squad reads of a request that it is about: its own units, and everything that was said. */
export const ToldRequest = Type.Object({
  ...Type.Omit(TrackRequest, ['parts', 'areaId', 'squadId', 'askedById', 'decidedById', 'grantId']).properties,
  ...RequestPart.properties,
})
export type ToldRequest = Static<typeof ToldRequest>

/** Asks for a file that needs a second person; without units of everybody one may see. */
export const NewTrackRequest = Command({
  unitIds: Type.Optional(Type.Array(Id('unit'), { minItems: 1, maxItems: 1000, uniqueItems: true })),
  from: Moment,
  to: Moment,
  purpose: Type.Enum(filePurposes),
  reason: Remark,
})
export type NewTrackRequest = Static<typeof NewTrackRequest>

/** What is said on one; the file itself is fetched by its grant. */
export const saidMoves = ['agree', 'refuse', 'withdraw'] as const
export const MoveTrackRequest = Command({
  move: Type.Enum(saidMoves),
  version: TrackRequest.properties.version,
  reason: Type.Optional(Remark),
})
export type MoveTrackRequest = Static<typeof MoveTrackRequest>
