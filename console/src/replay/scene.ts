import { isOpenIncident } from '@lianqin/shared/incident'
import { isLiveOffer } from '@lianqin/shared/offer'
import { freshness, LOST_AFTER_MS, STALE_AFTER_MS, type Unit } from '@lianqin/shared/unit'
import { computed } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { groupBy } from '../kernel/rows.ts'
import { age, MINUTE } from '../kernel/time.ts'
import {
  type MapArea,
  type MapFleet,
  type MapIncident,
  type MapSelection,
  NOT_DRAWN,
  unitTones,
} from '../map/view-model.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { dutyOf, shownAs, type UnitState } from '../unit/unit.rank.ts'
import { useUnits } from '../unit/unit.store.ts'
import { type PastPlace, placeAt } from './past.rank.ts'
import { useReplay } from './replay.store.ts'

/** A unit as the screens of that day showed it. */
export interface PastUnit {
  unit: Unit
  state: UnitState
  place: PastPlace
}

const PER_DEGREE = 1e7
const TURN = 256 / 360

/** The past moment for the map and the lists: the same shapes, tones and words as the present has. */
export function usePastScene() {
  const replay = useReplay()
  const jurisdiction = useJurisdiction()
  const incidents = useIncidents()
  const matters = useMatters()
  const squads = useSquads()
  const units = useUnits()

  /** A squad whose sign-on lies outside of what one may read was on duty: of a time off duty there are no tracks. */
  const duties = computed(() => {
    const story = replay.story
    const tasks = groupBy(story?.tasks.values() ?? [], ({ squadId }) => squadId)
    const offers = groupBy(
      [...(story?.offers.values() ?? [])].filter(({ state }) => isLiveOffer(state)),
      ({ squadId }) => squadId,
    )
    return new Map(
      [...squads.byId.values()].map((known) => {
        const squad = story?.squads.get(known.id) ?? { ...known, state: 'on-duty' as const }
        return [squad.id, dutyOf(squad, tasks.get(squad.id) ?? [], offers.get(squad.id) ?? [])]
      }),
    )
  })
  /** Whoever has a position and was on duty. */
  const past = computed((): PastUnit[] =>
    [...replay.tracks].flatMap(([id, track]) => {
      const unit = units.byId.get(id)
      const place = placeAt(track, replay.time)
      const duty = (unit && duties.value.get(unit.squadId)) ?? 'available'
      return unit && place && duty !== 'off' ? [{ unit, place, state: shownAs(duty, place.ageMs) }] : []
    }),
  )
  const shown = computed(() =>
    replay.chosen.size === 0 ? past.value : past.value.filter(({ unit }) => replay.chosen.has(unit.id)),
  )
  const fleet = computed((): MapFleet => {
    const rows = shown.value
    const indexOf = new Map<string, number>(rows.map(({ unit }, index) => [unit.id, index]))
    return {
      count: rows.length,
      lon: Int32Array.from(rows, ({ place }) => Math.round(place.lon * PER_DEGREE)),
      lat: Int32Array.from(rows, ({ place }) => Math.round(place.lat * PER_DEGREE)),
      heading: Uint8Array.from(rows, ({ place }) => Math.round(place.headingDeg * TURN)),
      tone: Uint8Array.from(rows, ({ state }) => (state === 'off' ? NOT_DRAWN : unitTones.indexOf(state))),
      stale: Uint8Array.from(rows, ({ place }) => Number(place.ageMs > STALE_AFTER_MS && place.ageMs <= LOST_AFTER_MS)),
      idOf: (index) => rows[index]?.unit.id ?? '',
      indexOf: (id) => indexOf.get(id),
      labelOf: (index) => {
        const row = rows[index]
        if (!row) return null
        const old = freshness(row.place.ageMs) === 'live' ? '' : ` ${age(row.place.ageMs)}`
        return `${squads.nameOf(row.unit.squadId)}${old}`
      },
    }
  })
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
    cases.value.map(({ incident, clock }, order): MapIncident => {
      const { id, urgent, lon, lat, matterId } = incident
      const pressing = urgent || clock.urgency === 'over' || clock.urgency === 'due'
      return {
        id,
        urgent,
        lon,
        lat,
        tone: clock.urgency,
        order,
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
  return { areas, fleet, shapes, cases, past, selection }
}
