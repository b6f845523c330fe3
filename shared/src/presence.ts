import Type, { type Static } from 'typebox'
import { Fence, PassageKind } from './jurisdiction.ts'
import { Command } from './wire/command.ts'
import { Id } from './wire/id.ts'
import { Moment } from './wire/moment.ts'
import { Nullable } from './wire/words.ts'

/** A unit came into a fence, left it, or stayed there. */
export const Passage = Type.Object({
  unitId: Id('unit'),
  squadId: Id('squad'),
  areaId: Nullable(Id('area')),
  fenceId: Fence.properties.id,
  /** As the fence was called then. */
  name: Fence.properties.name,
  kind: PassageKind,
  /** When it happened, which is before it was certain. */
  at: Moment,
})
export type Passage = Static<typeof Passage>

/** A unit is inside of a fence, from when on. */
export const FenceStay = Type.Object({
  unitId: Id('unit'),
  fenceId: Fence.properties.id,
  since: Moment,
  /** That it has stayed as long as the fence asks about was told. */
  toldDwell: Type.Boolean(),
})
export type FenceStay = Static<typeof FenceStay>

/**
 * A unit seems to have come to the case of its squad's task: proposed to the squad, which alone knows. One for a task. It is
 * over when the squad says no, for good, or has left again; who comes back later is proposed anew.
 */
export const Arrival = Type.Object({
  taskId: Id('task'),
  incidentId: Id('incident'),
  areaId: Id('area'),
  squadId: Id('squad'),
  unitId: Id('unit'),
  at: Moment,
  proposedAt: Moment,
  leftAt: Nullable(Moment),
  dismissedAt: Nullable(Moment),
})
export type Arrival = Static<typeof Arrival>

export const isProposed = ({ leftAt, dismissedAt }: Pick<Arrival, 'leftAt' | 'dismissedAt'>) =>
  leftAt === null && dismissedAt === null

/** The squad's word on it; that it has arrived it says by the move of its task. */
export const MoveArrival = Command({ move: Type.Enum(['dismiss']) })
export type MoveArrival = Static<typeof MoveArrival>
