import type { Recommendation } from '@lianqin/shared/recommendation'
import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import { keysAreHeld } from '../kernel/keys.ts'

/** Between a dialog's end and the case's having the keys again nothing has the focus for a moment. */
const LEFT_MS = 400

const orderOf = ({ ranked }: Recommendation) => ranked.map(({ squadId }) => squadId).join()

/**
 * A ranking whose order stands still while the case has the keys: a digit must not mean another squad because somebody moved
 * in between. A newer one waits beside it, and is taken when the case is left or it is asked for.
 */
export function useHeldRanking(isWorked: Ref<boolean>) {
  const ranking = shallowRef<Recommendation | null>(null)
  const newer = shallowRef<Recommendation | null>(null)
  const holds = computed(() => isWorked.value || keysAreHeld.value)

  function take(answer: Recommendation): void {
    ranking.value = answer
    newer.value = null
  }
  function offer(answer: Recommendation): void {
    if (holds.value && ranking.value && orderOf(ranking.value) !== orderOf(answer)) newer.value = answer
    else take(answer)
  }
  function clear(): void {
    ranking.value = null
    newer.value = null
  }
  let leaving: ReturnType<typeof setTimeout> | undefined
  watch(holds, (isHeld) => {
    clearTimeout(leaving)
    if (!isHeld) leaving = setTimeout(() => newer.value && take(newer.value), LEFT_MS)
  })
  onScopeDispose(() => clearTimeout(leaving))
  return { ranking, newer, take, offer, clear }
}
