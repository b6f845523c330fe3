import type { Supervision } from '@lianqin/shared/supervision'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { useJurisdiction } from '../jurisdiction/jurisdiction.store.ts'
import { now, remainingIn } from '../kernel/time.ts'
import { supervisionText } from './supervision.text.ts'
import { clockOfSupervision } from './supervision-clock.rank.ts'

/** How an order stands with its own clock, in words and in the tone of its state; once answered it has stopped. */
export function useOrderClock(order: MaybeRefOrGetter<Supervision>) {
  const jurisdiction = useJurisdiction()
  const clock = computed(() => clockOfSupervision(toValue(order), now.value, jurisdiction.district?.calendar ?? null))
  const words = computed(() => {
    const { leftMs, dayMs } = clock.value
    const left = remainingIn(dayMs, leftMs)
    return leftMs < 0 ? left : supervisionText('left', { left })
  })
  return { clock, words }
}
