import type { Incident } from '@lianqin/shared/incident'
import { freshness, type Unit } from '@lianqin/shared/unit'
import { type ComputedRef, computed } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { age } from '../kernel/time.ts'
import type { MapArea, MapFleet, MapIncident } from '../map/view-model.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useUnits } from '../unit/unit.store.ts'
import { isUnfiled, nothing, tallies } from './townships.rank.ts'
import { wallText } from './wall.text.ts'

export interface WallScene {
  areas: ComputedRef<MapArea[]>
  incidents: ComputedRef<MapIncident[]>
  fleet: ComputedRef<MapFleet>
}

/** The wall's map, from the stores: townships with their open and overdue cases, every open case, every located unit. */
export function useWallScene(): WallScene {
  const jurisdiction = useJurisdiction()
  const incidents = useIncidents()
  const matters = useMatters()
  const squads = useSquads()
  const units = useUnits()

  const toned = computed(() => incidents.open.map((incident) => ({ incident, clock: incidents.clock(incident) })))
  const byArea = computed(() =>
    tallies(
      [],
      toned.value.map(({ incident, clock }) => ({
        areaId: incident.areaId,
        tone: clock.urgency,
        unfiled: isUnfiled(incident),
      })),
    ),
  )
  const areas = computed(() =>
    jurisdiction.areas.map((area): MapArea => {
      const { open, over } = byArea.value.get(area.id) ?? nothing()
      const empowered = area.mode === 'empowered'
      return { id: area.id, label: named(area.short), empowered, rings: area.rings, centre: area.centre, open, over }
    }),
  )

  /** Metres away one reads only what presses: how long it is over, or what is left of an urgent one. */
  function label(incident: Incident, tone: MapIncident['tone'], dueInMs: number): string | null {
    const matter = matters.nameOf(incident.matterId)
    if (tone === 'over') return `${matter} ${age(-dueInMs)}`
    return tone === 'due' && incident.urgent ? `${matter} ${wallText('case-left', { span: age(dueInMs) })}` : null
  }

  function unitLabel(index: number): string | null {
    const unit = units.byId.get(units.fleet.idOf(index) as Unit['id'])
    const ageMs = unit && units.ageOf(unit.id)
    return unit && ageMs && freshness(ageMs) !== 'live' && !units.stopped
      ? `${squads.nameOf(unit.squadId)} ${age(ageMs)}`
      : null
  }

  return {
    areas,
    incidents: computed(() =>
      toned.value.map(({ incident, clock: { urgency, dueInMs } }): MapIncident => {
        const { id, urgent, lon, lat } = incident
        const order = dueInMs === null ? Number.MAX_SAFE_INTEGER : Math.trunc(dueInMs / 60_000)
        return { id, urgent, lon, lat, tone: urgency, order, label: label(incident, urgency, dueInMs ?? 0) }
      }),
    ),
    // An old position never stands there without its age.
    fleet: computed(() => ({ ...units.fleet, labelOf: unitLabel })),
  }
}
