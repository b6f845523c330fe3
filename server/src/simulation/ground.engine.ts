import type { Slot } from '@lianqin/shared/plan'
import type { Recommendation } from '@lianqin/shared/recommendation'
import type { Squad } from '@lianqin/shared/squad'
import type { Fix } from '@lianqin/shared/unit'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { Problem } from '@lianqin/shared/wire/problem'
import type { Case } from '../dispatch/case-book.engine.ts'
import type { Ground } from '../dispatch/ground.rank.ts'
import { triedSquads } from '../dispatch/slots.engine.ts'
import { areaById, forces, matterById, unitsOf } from './district.engine.ts'
import { pressedIn, recount, squadsIn, type Trx } from './store.engine.ts'

const MINUTE_MS = 60_000
const NO_WAYS: Ground['travel'] = new Map()

/** The ranking for one place in a case, over the ground as this transaction sees it; see `ground.query.ts`. */
export function recommend(trx: Trx, held: Case, slot: Slot): Recommendation {
  const { incident } = held
  const { store, rules, district } = trx.world
  const area = areaById.get(incident.areaId)
  const matter = matterById.get(incident.matterId)
  if (!area || !matter) throw new Problem('matter.missing', { id: incident.matterId })
  const load = sums(trx, 'load', squadsIn)
  return rules.rank({
    incident,
    area,
    matter,
    slot,
    limits: district.settings,
    forces,
    squads: [...store.squads.values()],
    units: unitsOf,
    fixes: fixesNow(trx),
    travel: NO_WAYS,
    load,
    pressed: sums(trx, 'pressed', pressedIn),
    idleSince: idleSince(trx, load),
    tried: triedSquads(held),
    now: trx.now,
  })
}

/** How often each squad counts in one of the store's sums: as committed, and as this transaction has changed it. */
function sums({ world: { store }, changes }: Trx, name: 'load' | 'pressed', squadsOf: typeof squadsIn) {
  if (changes.length === 0) return store[name]
  const sum = new Map(store[name])
  for (const { before, after } of changes) recount(sum, squadsOf, before, after)
  return sum
}

/** Half of the squads have rested for a while, each for its own; the others had no task lately. */
function idleSince({ world: { store, now } }: Trx, load: ReadonlyMap<Squad['id'], number>): Map<Squad['id'], Moment> {
  const free = [...store.squads.keys()].filter((id) => !load.has(id))
  return new Map(
    free.flatMap((id, index) => (index % 2 === 0 ? [[id, toMoment(now - index * 7 * MINUTE_MS)] as const] : [])),
  )
}

const AGES_MS = { live: 10_000, stale: 4 * MINUTE_MS, lost: 15 * MINUTE_MS }

/** Where every unit was last seen: most of them just now, some minutes ago, and a few too long ago to count. */
function fixesNow({ world: { now, mood } }: Trx): Map<Fix['unitId'], Fix> {
  const fixes = new Map<Fix['unitId'], Fix>()
  const round = Math.floor((now - mood.startsAt) / (7 * MINUTE_MS))
  const [live, stale, lost] = [AGES_MS.live, AGES_MS.stale, AGES_MS.lost].map((ageMs) => toMoment(now - ageMs))
  let nth = 0
  for (const units of unitsOf.values()) {
    for (const { id } of units) {
      const turn = (nth++ * 37 + round * 11) % 23
      const at = (turn === 0 ? lost : turn < 4 ? stale : live) ?? toMoment(now)
      const lon = 121.36 + ((nth * 53 + round) % 200) / 1000
      const lat = 29.83 + ((nth * 29 + round * 3) % 50) / 1000
      fixes.set(id, { unitId: id, at, lon, lat, accuracyM: 5, speedMps: 0, headingDeg: 0 })
    }
  }
  return fixes
}
