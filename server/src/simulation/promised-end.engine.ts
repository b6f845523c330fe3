import { Alarm } from '@lianqin/shared/alarm'
import { Approval } from '@lianqin/shared/approval'
import { Incident, isOpenIncident } from '@lianqin/shared/incident'
import { Offer } from '@lianqin/shared/offer'
import { Supervision } from '@lianqin/shared/supervision'
import { Task } from '@lianqin/shared/task'
import { Compile } from 'typebox/compile'
import type { Case } from '../dispatch/case-book.engine.ts'
import { promiseCauses } from './promised-causes.engine.ts'
import { rowsOf } from './promised-facts.engine.ts'
import { promiseRows } from './promised-rows.engine.ts'
import { promiseTimers } from './promised-timers.engine.ts'
import { breakPromise, type World } from './world.engine.ts'

/** Longer overdue than this, a timer has been forgotten by everybody. */
const FORGOTTEN_MS = 5 * 60_000

/** At the end of the quiet time: everything once more, row by row, and that nothing was lost or left behind. */
export function keepLastPromises(world: World): void {
  const { store, clerk, now } = world
  for (const id of clerk.accepted)
    if (!store.cases.has(id)) breakPromise(world, 'I1', 'a report that was accepted does not exist', id)
  for (const held of store.cases.values()) {
    promiseRows(world, held)
    promiseTimers(world, held)
    promiseCauses(world, held)
    promiseShapes(world, held)
    promiseWholeLog(world, held)
    const { id, state } = held.incident
    if (isOpenIncident(state) && state !== 'suspended')
      breakPromise(world, 'I1', `people wanted to end it and could not: it is ${state}`, id)
  }
  for (const { id, due, firedAt } of store.timers.values())
    if (firedAt === null && due < now - FORGOTTEN_MS) breakPromise(world, 'I7', 'a timer was never rung', id)
}

const SHAPES = {
  incident: Compile(Incident),
  task: Compile(Task),
  offer: Compile(Offer),
  alarm: Compile(Alarm),
  approval: Compile(Approval),
  supervision: Compile(Supervision),
}

/** Every row is what the schemas say, and so what the tables and the wire take. */
function promiseShapes(world: World, held: Case): void {
  const fits = (shape: { Check: (row: unknown) => boolean }) => (row: { id: string }) => {
    if (!shape.Check(row)) breakPromise(world, 'I1', 'a row is not what its schema says', row.id)
  }
  fits(SHAPES.incident)(held.incident)
  held.tasks.forEach(fits(SHAPES.task))
  held.offers.forEach(fits(SHAPES.offer))
  held.alarms.forEach(fits(SHAPES.alarm))
  held.approvals.forEach(fits(SHAPES.approval))
  held.supervisions.forEach(fits(SHAPES.supervision))
}

/** Whoever reads the log to its end has the rows: each as it was told last, and of each live offer no end. */
function promiseWholeLog(world: World, held: Case): void {
  const { clerk } = world
  for (const row of rowsOf(held))
    if (JSON.stringify(clerk.told.get(row.id)) !== JSON.stringify(row))
      breakPromise(world, 'I10', 'the log does not end in what the row says', row.id)
  for (const { id, endedAt } of held.offers)
    if ((clerk.ends.get(id) ?? 0) !== (endedAt === null ? 0 : 1))
      breakPromise(world, 'I5', 'an offer has not one end', id)
}
