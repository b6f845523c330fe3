import { isLiveOffer, type Offer } from '@lianqin/shared/offer'
import { Problem } from '@lianqin/shared/wire/problem'
import { useDocumentVisibility } from '@vueuse/core'
import { type Ref, watch } from 'vue'
import { commandKey } from '../kernel/http.ts'
import { useOffers } from '../offer/offer.store.ts'
import { untilAnswered } from './until-answered.ts'

/**
 * Tells the desk that an offer has reached this phone, and that it has been seen: delivered as soon as the row is here,
 * seen only while it stands on a screen that is lit and in front.
 */
export function useReceipts(live: Ref<readonly Offer[]>, inFront: Ref<Offer | undefined>): void {
  const offers = useOffers()
  const visible = useDocumentVisibility()
  const told = new Set<string>()

  async function tell(offer: Offer, move: 'deliver' | 'see'): Promise<void> {
    const name = `${offer.id}/${move}`
    if (told.has(name)) return
    told.add(name)
    const key = commandKey()
    const stillWanted = () => isLiveOffer(offers.byId.get(offer.id)?.state ?? 'lapsed')
    try {
      await untilAnswered(() => offers.move(offer, move, {}, { key, attempts: 1 }), { stillWanted })
    } catch (thrown) {
      // Another phone of the squad, or an answer, was first: then there is nothing left to tell.
      if (!(thrown instanceof Problem)) told.delete(name)
    }
  }

  watch(
    live,
    (rows) => {
      for (const offer of rows) if (offer.state === 'made') void tell(offer, 'deliver')
    },
    { immediate: true },
  )
  watch(
    () => [inFront.value?.id, inFront.value?.state, visible.value] as const,
    ([, state, seen]) => {
      const offer = inFront.value
      // After delivery, so that the log tells the two in their order.
      if (offer && state === 'delivered' && seen === 'visible') requestAnimationFrame(() => void tell(offer, 'see'))
    },
    { immediate: true, flush: 'post' },
  )
}
