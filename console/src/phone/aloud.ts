import type { Offer } from '@lianqin/shared/offer'
import type { Supervision } from '@lianqin/shared/supervision'
import { type Ref, ref, watch } from 'vue'
import { useIncidents } from '../incident/incident.store.ts'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { clockMinute, clockTime, countdown, now } from '../kernel/time.ts'
import { useMatters } from '../matter/matter.store.ts'
import { orderText } from './order.text.ts'
import { phoneText } from './phone.text.ts'
import { whereOf } from './where.ts'

/** What is read aloud: an offer once when it comes and once when it is pushed again, an order when it comes. */
export function useAloud(offer: Ref<Offer | undefined>, orders: Ref<readonly Supervision[]>): Ref<string> {
  const incidents = useIncidents()
  const matters = useMatters()
  const jurisdiction = useJurisdiction()
  const aloud = ref('')

  function offerWords(held: Offer): string {
    const incident = incidents.byId.get(held.incidentId)
    if (!incident) return ''
    return phoneText(held.remindedAt ? 'reminded-aloud' : 'offer-aloud', {
      what: matters.nameOf(incident.matterId),
      where: whereOf({ address: jurisdiction.addressOf(incident) }, jurisdiction.areaName(incident.areaId)),
      time: clockTime(held.answerBy),
      left: countdown(Date.parse(held.answerBy) - now.value),
    })
  }
  const orderWords = ({ kind, text, dueAt }: Supervision) =>
    orderText('aloud', { kind: orderText(`title.${kind}`), text, time: clockMinute(dueAt) })

  // By name, not at every second of a countdown.
  watch(
    () => `${offer.value?.id}/${offer.value?.remindedAt}`,
    () => {
      aloud.value = offer.value ? offerWords(offer.value) : ''
    },
    { immediate: true },
  )
  watch(
    () => orders.value.filter(({ state }) => state === 'issued').map(({ id, issuedAt }) => `${id}/${issuedAt}`),
    (names, before = []) => {
      const fresh = orders.value.find(
        (order) => names.includes(`${order.id}/${order.issuedAt}`) && !before.includes(`${order.id}/${order.issuedAt}`),
      )
      if (fresh && !offer.value) aloud.value = orderWords(fresh)
    },
    { immediate: true },
  )
  return aloud
}
