import type { Reference } from '@lianqin/shared/reference'
import type { Squad } from '@lianqin/shared/squad'
import { type Fix, type Freshness, freshness, type Unit } from '@lianqin/shared/unit'
import type { Positions } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { groupBy } from '../kernel/rows.ts'
import { now } from '../kernel/time.ts'
import { useOffers } from '../offer/offer.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useTasks } from '../task/task.store.ts'
import { dutyOf, shownAs, type UnitState } from './unit.rank.ts'

/** A unit as screens show it: where it was last seen, how old that is, and what it is doing. */
export interface ShownUnit {
  unit: Unit
  state: UnitState
  fix: Fix | null
  ageMs: number | null
  freshness: Freshness
}

/** Units, their newest positions, and the state each is shown in. */
export const useUnits = defineStore('units', () => {
  const byId = shallowRef<ReadonlyMap<Unit['id'], Unit>>(new Map())
  const fixes = shallowReactive(new Map<Unit['id'], Fix>())
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
  const shown = computed<ReadonlyMap<Unit['id'], ShownUnit>>(
    () => new Map([...byId.value.values()].map((unit) => [unit.id, show(unit)])),
  )
  const counts = computed(() => {
    const sum: Record<UnitState, number> = {
      available: 0,
      offered: 0,
      accepted: 0,
      enroute: 0,
      onscene: 0,
      lost: 0,
      off: 0,
    }
    for (const { state } of shown.value.values()) sum[state] += 1
    return sum
  })

  function show(unit: Unit): ShownUnit {
    const fix = fixes.get(unit.id) ?? null
    const ageMs = fix ? Math.max(0, now.value - Date.parse(fix.at)) : null
    const state = shownAs(duties.value.get(unit.squadId) ?? 'off', ageMs)
    return { unit, state, fix, ageMs, freshness: ageMs === null ? 'lost' : freshness(ageMs) }
  }

  const ofSquad = (id: Squad['id']): ShownUnit[] =>
    (bySquad.value.get(id) ?? []).flatMap((unit) => shown.value.get(unit.id) ?? [])
  /** What a squad is doing, by its tasks and offers alone. */
  const dutyOfSquad = (id: Squad['id']) => duties.value.get(id) ?? 'off'

  /** The freshest unit of a squad that has a position, for lines and distances. */
  const locate = (id: Squad['id']): ShownUnit | undefined =>
    ofSquad(id)
      .filter((one) => one.fix !== null)
      .sort((a, b) => (a.ageMs ?? 0) - (b.ageMs ?? 0))[0]

  const load = (reference: Reference) => {
    byId.value = new Map(reference.units.map((unit) => [unit.id, unit]))
  }
  /** Keeps the newest of each: messages may overtake each other, and any one may be lost. */
  function take(positions: Positions): void {
    for (const fix of positions.fixes) {
      const known = fixes.get(fix.unitId)
      if (!known || Date.parse(known.at) <= Date.parse(fix.at)) fixes.set(fix.unitId, fix)
    }
  }

  const forget = () => fixes.clear()

  return { byId, fixes, shown, counts, ofSquad, dutyOfSquad, locate, load, take, forget }
})
