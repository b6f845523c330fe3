import type { Offer } from '@lianqin/shared/offer'
import { freshness, type Unit } from '@lianqin/shared/unit'
import { refDebounced } from '@vueuse/core'
import { computed, type Ref, toRef } from 'vue'
import { leftWords } from '../incident/clock.text.ts'
import { useIncidents } from '../incident/incident.store.ts'
import { incidentNo } from '../incident/incident.text.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { named } from '../kernel/i18n.ts'
import { age, MINUTE, now } from '../kernel/time.ts'
import type { MapArea, MapFence, MapFleet, MapIncident, MapOffer, MapPlace, MapSelection } from '../map/view-model.ts'
import { useMatters } from '../matter/matter.store.ts'
import { useOffers } from '../offer/offer.store.ts'
import { useSquads } from '../squad/squad.store.ts'
import { useUnits } from '../unit/unit.store.ts'
import { useDesk } from './desk.store.ts'
import { deskText } from './desk.text.ts'
import { type Proposal, useProposals } from './proposals.ts'

const REST_MS = 150
const JUDGED_EVERY_MS = 5_000
const DRAFT = 'incident-draft'

/** What is drawn besides the land: a seat may switch parts off. */
export const parts = ['units', 'cases', 'fences', 'labels'] as const
export type Layers = Record<(typeof parts)[number], boolean>

/** The desk's map from the stores: every open case and located unit, the selection, and lines to the ranked squads. */
export function useDeskScene(layers: Ref<Layers>, ranking: Ref<Proposal | null>) {
  const desk = useDesk()
  const jurisdiction = useJurisdiction()
  const incidents = useIncidents()
  const matters = useMatters()
  const offers = useOffers()
  const squads = useSquads()
  const units = useUnits()
  const proposals = useProposals()

  // Two thousand cases are judged anew every few seconds; a shape on the map need not be truer than that.
  const judgedAt = computed(() => Math.trunc(now.value / JUDGED_EVERY_MS) * JUDGED_EVERY_MS)
  const areas = computed(() =>
    jurisdiction.areas.map(
      ({ id, name, mode, rings, centre }): MapArea => ({
        id,
        label: layers.value.labels ? named(name) : null,
        empowered: mode === 'empowered',
        rings,
        centre,
        open: null,
        over: null,
      }),
    ),
  )
  const places = computed((): MapPlace[] =>
    layers.value.labels ? jurisdiction.places.map(({ name, lon, lat }) => ({ label: named(name), lon, lat })) : [],
  )

  const fences = computed((): readonly MapFence[] => {
    if (!layers.value.fences) return []
    return layers.value.labels ? jurisdiction.fences : jurisdiction.fences.map((one) => ({ ...one, label: null }))
  })

  // The map goes where the choice comes to rest, not through every row on the way.
  const restingId = refDebounced(toRef(desk, 'caseId'), REST_MS)
  const selected = computed(() => {
    const id = desk.caseId === null || desk.reporting ? null : restingId.value
    return id ? (incidents.byId.get(id) ?? null) : null
  })
  /** A place without a case: of the report that is being written, or one that is looked around. */
  const spot = computed(() => desk.draftPlace ?? (desk.caseId === null ? desk.around : null))
  const cases = computed((): MapIncident[] => {
    const shown = layers.value.cases ? incidents.open : []
    const extra = selected.value && !shown.includes(selected.value) ? [selected.value] : []
    const rows = [...shown, ...extra].map((incident): MapIncident => {
      const { urgency, dueInMs } = incidents.clockAt(incident, judgedAt.value)
      const { id, urgent, lon, lat, matterId } = incident
      const pressing = urgency === 'over' || urgency === 'due' || urgent || id === selected.value?.id
      const label = pressing ? `${incidentNo(incident)} ${matters.nameOf(matterId)}` : incidentNo(incident)
      const order = dueInMs === null ? Number.MAX_SAFE_INTEGER : Math.trunc(dueInMs / MINUTE)
      return { id, urgent, lon, lat, tone: urgency, order, label: layers.value.labels || pressing ? label : null }
    })
    if (!spot.value) return rows
    const { lon, lat } = spot.value
    const label = deskText(desk.draftPlace ? 'map.draft' : 'map.spot')
    return [...rows, { id: DRAFT, urgent: false, lon, lat, tone: 'calm', order: 0, label }]
  })

  // Off duty no position is kept, and none is drawn. A squad is named once, at its first unit.
  const fleet = computed((): MapFleet | null => {
    if (!layers.value.units) return null
    return { ...units.fleet, labelOf: layers.value.labels ? unitLabel : () => null }
  })
  function unitLabel(index: number): string | null {
    const id = units.fleet.idOf(index) as Unit['id']
    const unit = units.byId.get(id)
    const ageMs = units.ageOf(id) ?? 0
    // Of all at once it is said once.
    const old = freshness(ageMs) === 'live' || units.stopped ? '' : ` ${age(ageMs)}`
    return unit && (units.firsts.has(id) || old) ? `${squads.nameOf(unit.squadId)}${old}` : null
  }

  // Of a report that is being written too: who would go is seen before anything is committed.
  const target = computed(() => selected.value ?? desk.draftPlace)
  const lines = computed(() => (target.value ? proposals(target.value, ranking.value) : []))
  const proposed = computed(() => new Set(lines.value.map(({ unitId }) => unitId)))
  const heldOut = computed((): MapOffer[] =>
    offers.live.flatMap(({ id, squadId, incidentId }: Offer): MapOffer[] => {
      const seen = units.locate(squadId)
      const to = incidents.byId.get(incidentId)
      if (!seen?.fix || !to || (incidentId === selected.value?.id && proposed.value.has(seen.unit.id))) return []
      return [{ id, from: { lon: seen.fix.lon, lat: seen.fix.lat }, to: { lon: to.lon, lat: to.lat } }]
    }),
  )
  const selection = computed((): MapSelection | null => {
    if (spot.value) return { kind: 'incident', id: DRAFT, note: null }
    if (desk.unitId) return { kind: 'unit', id: desk.unitId, note: null }
    if (!selected.value) return null
    return { kind: 'incident', id: selected.value.id, note: leftWords(incidents.clock(selected.value)) || null }
  })
  return { areas, places, fences, incidents: cases, fleet, lines, offers: heldOut, selection }
}
