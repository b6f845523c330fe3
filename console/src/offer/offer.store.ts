import type { LoggedEvent } from '@lianqin/shared/events'
import type { Incident } from '@lianqin/shared/incident'
import { isLiveOffer, type MakeOffer, type MoveOffer, type Offer, type OfferMove } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import type { Snapshot } from '@lianqin/shared/wall'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { post, type Sending } from '../kernel/http.ts'
import { createRows, groupBy } from '../kernel/rows.ts'

/** Offers: tasks held out to squads, until answered or over. */
export const useOffers = defineStore('offers', () => {
  const rows = createRows<Offer>()

  const live = computed(() => [...rows.byId.values()].filter((offer) => isLiveOffer(offer.state)))
  const byIncident = computed(() => groupBy(rows.byId.values(), (offer) => offer.incidentId))
  const liveBySquad = computed(() => groupBy(live.value, (offer) => offer.squadId))

  const ofIncident = (id: Incident['id']): readonly Offer[] => byIncident.value.get(id) ?? []
  const ofSquad = (id: Squad['id']): readonly Offer[] => liveBySquad.value.get(id) ?? []

  const replaceAll = (snapshot: Snapshot) => rows.replaceAll(snapshot.offers)
  function apply(event: LoggedEvent): void {
    if ('offer' in event.body) rows.put(event.body.offer)
  }

  /** Holds a place in the case out to squads of one's own choice; what is held out to others for it is withdrawn. */
  async function make(
    incident: Pick<Incident, 'id' | 'version'>,
    squadIds: Squad['id'][],
    more: Pick<MakeOffer, 'slot' | 'preempts' | 'reason'> = {},
  ) {
    const body = { ...more, squadIds, version: incident.version }
    const { offers } = await post<{ offers: Offer[] }>(`/incidents/${incident.id}/offers`, body)
    return offers.map(rows.put)
  }
  const move = async (
    offer: Pick<Offer, 'id' | 'version'>,
    name: OfferMove,
    more: Pick<MoveOffer, 'reason' | 'deviceAt'> = {},
    sending?: Sending,
  ) =>
    rows.put(await post<Offer>(`/offers/${offer.id}/moves`, { ...more, move: name, version: offer.version }, sending))

  return { byId: rows.byId, live, ofIncident, ofSquad, replaceAll, apply, forget: rows.forget, make, move }
})
