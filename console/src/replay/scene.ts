import { isOpenIncident } from '@lianqin/shared/incident'
import { isLiveOffer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { freshness, type Unit } from '@lianqin/shared/unit'
import { computed } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { groupBy } from '../kernel/rows.ts'
import { age, MINUTE } from '../kernel/time.ts'
import type { MapArea, MapIncident, MapSelection } from '../map/view-model.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { dutyOf, shownAs, type UnitState } from '../unit/unit.rank.ts'
import { useUnits } from '../unit/unit.store.ts'
import { type PastPlace, placeAt } from './past.rank.ts'
import { createPastFleet } from './past-fleet.ts'
import { useReplay } from './replay.store.ts'
import { useUnitNames } from './unit-names.ts'

/** What a unit was doing; unknown where the log of that moment has not come, or says nothing of its squad. */
export type PastState = Exclude<UnitState, 'off'> | 'unknown'

type Duty = ReturnType<typeof dutyOf>

/** A unit as the screens of that day showed it. */
export interface PastUnit {
  unit: Unit
  name: string
  state: PastState
  place: PastPlace
}

/** A unit of whom something is known in the span, and what is known of it at this moment. */
export interface ListedUnit extends Pick<PastUnit, 'unit' | 'name'> {
  seen: PastUnit | null
  isOff: boolean
}

/** The past moment for the map and the lists: the same shapes, tones and words as the present has. */
export function usePastScene() {
  const replay = useReplay()
  const jurisdiction = useJurisdiction()
  const incidents = useIncidents()
  const matters = useMatters()
  const squads = useSquads()
  const units = useUnits()
  const { groups } = useUnitNames()

  const duties = computed(() => {
    const story = replay.story
    if (!story) return new Map<Squad['id'], Duty | 'unknown'>()
    const tasks = groupBy(story.tasks.values(), ({ squadId }) => squadId)
    const offers = groupBy(
      [...story.offers.values()].filter(({ state }) => isLiveOffer(state)),
      ({ squadId }) => squadId,
    )
    return new Map(
      [...squads.byId.keys()].map((id) => {
        const squad = story.squads.get(id)
        const duty = dutyOf(squad ?? { state: 'on-duty' }, tasks.get(id) ?? [], offers.get(id) ?? [])
        // Off duty there are no tracks. So one whose sign-on lies outside of what one may read was on duty, and nobody knows how.
        return [id, squad || duty !== 'available' ? duty : 'unknown'] as const
      }),
    )
  })
  const order = computed(() =>
    groups.value.flatMap((group) =>
      group.units.flatMap(({ id, name }) => {
        const unit = units.byId.get(id)
        return unit ? [{ unit, name }] : []
      }),
    ),
  )
  /** Whoever has a position and was not off duty, as far as that is known; by force. */
  const past = computed((): PastUnit[] =>
    order.value.flatMap(({ unit, name }) => {
      const track = replay.tracks.get(unit.id)
      const place = track && placeAt(track, replay.time)
      const duty = duties.value.get(unit.squadId) ?? 'unknown'
      if (!place || duty === 'off') return []
      // Lost is what the position says, whatever the log would.
      const lost = freshness(place.ageMs) === 'lost'
      const state = duty === 'unknown' ? (lost ? 'lost' : duty) : shownAs(duty, place.ageMs)
      return state === 'off' ? [] : [{ unit, name, place, state }]
    }),
  )
  /** Everybody of whom anything is known in the whole span, in one order: a row stays where it is while the clock runs. */
  const listed = computed((): ListedUnit[] => {
    const seen = new Map(past.value.map((row) => [row.unit.id, row]))
    return order.value
      .filter(({ unit }) => replay.tracks.has(unit.id))
      .map(({ unit, name }) => ({
        ...{ unit, name },
        seen: seen.get(unit.id) ?? null,
        isOff: duties.value.get(unit.squadId) === 'off',
      }))
  })
  const shown = computed(() =>
    replay.chosen.size === 0 ? past.value : past.value.filter(({ unit }) => replay.chosen.has(unit.id)),
  )
  const fleetOf = createPastFleet<PastUnit>(({ name, place }) =>
    freshness(place.ageMs) === 'live' ? name : `${name} ${age(place.ageMs)}`,
  )
  const fleet = computed(() => fleetOf(shown.value))

  const open = computed(() =>
    [...(replay.story?.incidents.values() ?? [])].filter(({ state }) => isOpenIncident(state)),
  )
  const judgedAt = computed(() => Math.trunc(replay.time / MINUTE) * MINUTE)
  const cases = computed(() =>
    open.value
      .map((incident) => ({ incident, clock: incidents.clockAt(incident, judgedAt.value) }))
      .sort((a, b) => (a.clock.dueInMs ?? Number.MAX_VALUE) - (b.clock.dueInMs ?? Number.MAX_VALUE)),
  )
  const shapes = computed(() =>
    cases.value.map(({ incident, clock }, place): MapIncident => {
      const { id, urgent, lon, lat, matterId } = incident
      const pressing = urgent || clock.urgency === 'over' || clock.urgency === 'due'
      return {
        ...{ id, urgent, lon, lat },
        tone: clock.urgency,
        order: place,
        label: pressing ? `${incidentNo(incident)} ${matters.nameOf(matterId)}` : incidentNo(incident),
      }
    }),
  )
  const areas = computed(() =>
    jurisdiction.areas.map(
      ({ id, name, mode, rings, centre }): MapArea => ({
        ...{ id, rings, centre, label: named(name), empowered: mode === 'empowered' },
        open: null,
        over: null,
      }),
    ),
  )
  const selection = computed((): MapSelection | null =>
    replay.followed ? { kind: 'unit', id: replay.followed, note: null } : null,
  )
  return { areas, fleet, shapes, cases, past, listed, selection }
}
export type PastScene = ReturnType<typeof usePastScene>
