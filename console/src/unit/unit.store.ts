import type { Reference } from '@lianqin/shared/reference'
import type { Squad } from '@lianqin/shared/squad'
import { type Freshness, freshness, LOST_AFTER_MS, STALE_AFTER_MS, type Unit } from '@lianqin/shared/unit'
import { createSight, learnTable, type SeenUnit, seenUnit, takeFrame } from '@lianqin/shared/unit-sight'
import type { UnitTable } from '@lianqin/shared/unit-table'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { groupBy } from '../kernel/rows.ts'
import { MINUTE, now, SECOND } from '../kernel/time.ts'
import { type MapFleet, NOT_DRAWN, unitTones } from '../map/view-model.ts'
import { useOffers } from '../offer/offer.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { dutyOf, shownAs, type UnitState, unitStates } from './unit.rank.ts'

/** A unit as screens show it: where it was last seen, how old that is, and what it is doing. */
export interface ShownUnit {
  unit: Unit
  state: UnitState
  fix: SeenUnit | null
  ageMs: number | null
  freshness: Freshness
}

const OFF = unitTones.indexOf('off')
const LOST = unitTones.indexOf('lost')
const alike = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((value, index) => value === b[index])
/** So long after the newest position of all, and of so many units, it is not the units that are silent. */
const STOPPED_AFTER_MS = 2 * MINUTE
const STOPPED_FROM = 3
const noCounts = () => Object.fromEntries(unitStates.map((state) => [state, 0])) as Record<UnitState, number>

/**
 * Units, their newest positions, and the state each is shown in. Positions stand in columns that frames write into: the map
 * follows each frame; lists, which tell ages, follow once a second and whenever somebody comes or goes.
 */
export const useUnits = defineStore('units', () => {
  const byId = shallowRef<ReadonlyMap<Unit['id'], Unit>>(new Map())
  const sight = createSight()
  /** Counted up with each frame. */
  const moved = shallowRef(0)
  /** Counted up when lists are to look again. */
  const changed = shallowRef(0)
  const told = { seen: 0, at: 0 }
  const squads = useSquads()
  const tasks = useTasks()
  const offers = useOffers()

  const bySquad = computed(() => groupBy(byId.value.values(), (unit) => unit.squadId))
  const duties = computed(
    () =>
      new Map(
        [...squads.byId.values()].map((squad) => [
          squad.id,
          dutyOf(squad, tasks.ofSquad(squad.id), offers.ofSquad(squad.id)),
        ]),
      ),
  )
  /** What each unit of the table is doing, as the place of its tone. */
  const dutyTones = computed(() => {
    void changed.value
    return Uint8Array.from(sight.unitIds, (unitId) => {
      const squadId = byId.value.get(unitId)?.squadId
      return unitTones.indexOf((squadId && duties.value.get(squadId)) ?? 'off')
    })
  })
  const drawn = { moved: -1 }
  /** All units for the map, without words. The same one as long as nobody moves and nobody grows too old: a quiet map is not drawn. */
  const fleet = computed<MapFleet>((before) => {
    const isStill = moved.value === drawn.moved
    drawn.moved = moved.value
    const count = sight.unitIds.length
    const [tone, stale] = [new Uint8Array(count), new Uint8Array(count)]
    const { lon, lat, heading, at, isSeen, unitIds, indexOf } = sight
    // Read once: what is watched costs more to read than to reckon with.
    const [tones, time] = [dutyTones.value, now.value]
    for (let index = 0; index < count; index++) {
      const duty = tones[index] ?? OFF
      const age = time - (at[index] ?? 0)
      tone[index] = isSeen[index] !== 1 || duty === OFF ? NOT_DRAWN : age > LOST_AFTER_MS ? LOST : duty
      stale[index] = age > STALE_AFTER_MS ? 1 : 0
    }
    if (before && isStill && alike(before.tone, tone) && alike(before.stale, stale)) return before
    const idOf = (index: number) => unitIds[index] ?? ''
    const find = (id: string) => indexOf.get(id as Unit['id'])
    return { count, lon, lat, heading, tone, stale, idOf, indexOf: find, labelOf: () => null }
  })

  function show(unit: Unit): ShownUnit {
    void changed.value
    const fix = seenUnit(sight, unit.id)
    const ageMs = fix ? Math.max(0, now.value - fix.at) : null
    const state = shownAs(duties.value.get(unit.squadId) ?? 'off', ageMs)
    return { unit, state, fix, ageMs, freshness: ageMs === null ? 'lost' : freshness(ageMs) }
  }
  const shown = (id: Unit['id']): ShownUnit | undefined => {
    const unit = byId.value.get(id)
    return unit && show(unit)
  }
  const all = (): ShownUnit[] => [...byId.value.values()].map(show)
  const ofSquad = (id: Squad['id']): ShownUnit[] => (bySquad.value.get(id) ?? []).map(show)
  /** How old a position is, without a value made for it; null for who has none. */
  function ageOf(id: Unit['id']): number | null {
    const index = sight.indexOf.get(id)
    return index === undefined || sight.isSeen[index] !== 1 ? null : Math.max(0, now.value - (sight.at[index] ?? 0))
  }
  const counts = computed(() => {
    void changed.value
    const sum = noCounts()
    for (const { id, squadId } of byId.value.values()) sum[shownAs(duties.value.get(squadId) ?? 'off', ageOf(id))] += 1
    return sum
  })
  /** Whose position is the oldest; off duty nobody owes one. */
  const oldest = computed(() => {
    void changed.value
    let worst: { unit: Unit; ageMs: number } | null = null
    for (const unit of byId.value.values()) {
      const ageMs = (duties.value.get(unit.squadId) ?? 'off') === 'off' ? null : ageOf(unit.id)
      if (ageMs !== null && ageMs > (worst?.ageMs ?? -1)) worst = { unit, ageMs }
    }
    return worst
  })
  /** When the newest position of anybody on duty is old, all have stopped: that is one thing, not as many as there are units. */
  const stopped = computed((): { since: number; ageMs: number } | null => {
    const { ageMs, many } = newestAge.value
    return many < STOPPED_FROM || ageMs <= STOPPED_AFTER_MS ? null : { since: now.value - ageMs, ageMs }
  })
  const newestAge = computed(() => {
    void changed.value
    let [ageMs, many] = [Number.POSITIVE_INFINITY, 0]
    for (const unit of byId.value.values()) {
      const own = (duties.value.get(unit.squadId) ?? 'off') === 'off' ? null : ageOf(unit.id)
      if (own === null) continue
      many++
      ageMs = Math.min(ageMs, own)
    }
    return { ageMs, many }
  })
  /** Whoever stands for a squad on the map: its first unit that has a place. */
  const firsts = computed((): ReadonlySet<Unit['id']> => {
    void changed.value
    const ids = [...bySquad.value.values()].map((own) => own.find(({ id }) => ageOf(id) !== null)?.id)
    return new Set(ids.filter((id) => id !== undefined))
  })

  /** What a squad is doing, by its tasks and offers alone. */
  const dutyOfSquad = (id: Squad['id']) => duties.value.get(id) ?? 'off'
  /** The freshest unit of a squad that has a position, for lines and distances. */
  const locate = (id: Squad['id']): ShownUnit | undefined =>
    ofSquad(id)
      .filter((one) => one.fix !== null)
      .sort((a, b) => (a.ageMs ?? 0) - (b.ageMs ?? 0))[0]

  /** A table names whom this screen does not know: the district has been loaded anew since it asked. */
  const isOutdated = computed(() => {
    void changed.value
    return sight.unitIds.some((id) => !byId.value.has(id))
  })
  const load = (reference: Reference) => {
    byId.value = new Map(reference.units.map((unit) => [unit.id, unit]))
  }
  function look(): void {
    Object.assign(told, { seen: sight.isSeen.reduce((sum, one) => sum + one, 0), at: performance.now() })
    changed.value++
  }
  /** Which unit an index in the frames to come means. */
  function learn(table: UnitTable): void {
    learnTable(sight, table)
    moved.value++
    look()
  }
  /** A frame that cannot be read, or is of another table, is left out: the next whole one heals it. */
  function take(frame: Uint8Array): void {
    if (takeFrame(sight, frame) !== null) return
    moved.value++
    const seen = sight.isSeen.reduce((sum, one) => sum + one, 0)
    if (seen !== told.seen || performance.now() - told.at >= SECOND) look()
  }
  function forget(): void {
    Object.assign(sight, createSight())
    moved.value++
    look()
  }

  return {
    byId,
    isOutdated,
    fleet,
    changed,
    counts,
    oldest,
    stopped,
    firsts,
    shown,
    all,
    ofSquad,
    ageOf,
    dutyOfSquad,
    locate,
    load,
    learn,
    take,
    forget,
  }
})
