import { toMoment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'
import type { Preparations } from '../kernel/timers.ts'
import { byClock } from '../kernel/write.ts'
import { caseOf, recommendOverStreets } from './dispatch.query.ts'
import type { Surroundings } from './ground.query.ts'
import { emptySlots } from './slots.engine.ts'

/** Before a case is locked to be routed, the ways to it are looked up: the job itself then finds them remembered. */
export function travelAhead(db: Db, around: Surroundings, clock: () => number): Preparations {
  if (!around.travel.asks) return {}
  return {
    async 'dispatch.route'({ incidentId }) {
      const incident = await db.selectFrom('incident').selectAll().where('id', '=', incidentId).executeTakeFirst()
      if (!incident) return
      const held = await caseOf(db, incident)
      const slots = emptySlots(held)
      if (slots.length === 0) return
      await recommendOverStreets(db, around, held, { slots, now: toMoment(clock()), scope: byClock.actor.scope })
    },
  }
}
