import { type DeclineReason, isLiveOffer, type Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { isBinding } from '@lianqin/shared/task'
import { Problem } from '@lianqin/shared/wire/problem'
import { computed, type Ref, ref, shallowRef, watch } from 'vue'
import { now } from '../kernel/time.ts'
import { useOffers } from '../offer/offer.store.ts'
import { offerText } from '../offer/offer.text.ts'
import { useTasks } from '../task/task.store.ts'
import { useSending } from './sending.store.ts'

/** How an offer ended without becoming this squad's task: answered too late, not answered in time, or taken back. */
export interface Ending {
  offer: Offer
  kind: 'late' | 'missed' | 'withdrawn'
  /** What the server said to the answer, when there was one. */
  problem: Problem | null
}

const tooLate = (thrown: unknown): thrown is Problem =>
  thrown instanceof Problem && (thrown.code === 'offer.lapsed' || thrown.code === 'offer.taken')

/** The offers to this squad, one at a time: that in front stays in front until it has ended, and how it ended is told. */
export function useOfferQueue(squadId: Ref<Squad['id'] | null>, openTask: (id: Offer['taskId']) => void) {
  const offers = useOffers()
  const tasks = useTasks()
  const sending = useSending()
  const frontId = ref<Offer['id'] | null>(null)
  const endings = shallowRef<readonly Ending[]>([])
  /** The last known row: a new snapshot does not hold what has ended meanwhile. */
  let shown: Offer | undefined

  const live = computed(() =>
    (squadId.value ? [...offers.ofSquad(squadId.value)] : []).sort((a, b) => (a.answerBy < b.answerBy ? -1 : 1)),
  )
  const front = computed(() => (frontId.value ? offers.byId.get(frontId.value) : undefined))
  const behind = computed(() => live.value.filter(({ id }) => id !== frontId.value).length)
  /** Accepted here, and the task has not followed yet. */
  const accepted = computed(() => front.value?.state === 'accepted')

  const conclude = (ending: Ending) => {
    endings.value = [...endings.value, ending]
    frontId.value = null
  }
  /** Told by itself, without an answer from here. */
  function endedAlone(offer: Offer): void {
    const over = offer.state === 'lapsed' || now.value >= Date.parse(offer.answerBy)
    if (offer.state === 'withdrawn' || isLiveOffer(offer.state) || offer.state === 'lapsed')
      conclude({ offer, kind: over && offer.state !== 'withdrawn' ? 'missed' : 'withdrawn', problem: null })
    else frontId.value = null
  }

  watch(
    () => {
      const task = front.value && tasks.byId.get(front.value.taskId)
      const mine = task !== undefined && task.squadId === squadId.value && isBinding(task.state)
      return [live.value[0]?.id, front.value?.state, mine, frontId.value && sending.isBusy(frontId.value)] as const
    },
    ([next, state, mine, busy]) => {
      if (busy) return
      if (frontId.value && (state === undefined || !isLiveOffer(state))) {
        if (state !== 'accepted') endedAlone(front.value ?? (shown as Offer))
        else if (mine) {
          openTask((front.value as Offer).taskId)
          frontId.value = null
        }
      }
      if (!frontId.value && next) frontId.value = next
      shown = front.value ?? shown
    },
    { immediate: true },
  )

  async function answer(
    offer: Offer,
    move: 'accept' | 'decline',
    reason?: DeclineReason | (string & {}),
  ): Promise<void> {
    const done = await sending.press(offer.id, offerText(`move.${move}`), ({ deviceAt, sending: by }) =>
      offers.move(offer, move, reason === undefined ? { deviceAt } : { deviceAt, reason }, by),
    )
    const refusal = sending.of(offer.id)?.refusal
    if (done || !tooLate(refusal)) return
    sending.forget(offer.id)
    conclude({ offer: offers.byId.get(offer.id) ?? offer, kind: 'late', problem: refusal })
  }
  const dismiss = (): void => {
    endings.value = endings.value.slice(1)
  }
  const ending = computed(() => endings.value[0])

  return { live, front, behind, accepted, ending, answer, dismiss }
}
