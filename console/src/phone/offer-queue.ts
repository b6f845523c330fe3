import { type DeclineReason, isLiveOffer, OFFER_TAKEN, type Offer } from '@lianqin/shared/offer'
import type { Squad } from '@lianqin/shared/squad'
import { Problem } from '@lianqin/shared/wire/problem'
import { computed, type Ref, ref, shallowReactive, shallowRef, watch } from 'vue'
import { now } from '../kernel/time.ts'
import { useOffers } from '../offer/offer.store.ts'
import { offerText } from '../offer/offer.text.ts'
import { useTasks } from '../task/task.store.ts'
import { useSending } from './sending.store.ts'

/** How an offer ended without becoming this squad's task: answered too late or not at all, another was first, taken back. */
export interface Ending {
  offer: Offer
  kind: 'late' | 'missed' | 'taken' | 'withdrawn'
  /** What the server said to the answer, when there was one. */
  problem: Problem | null
}

const tooLate = (thrown: unknown): thrown is Problem =>
  thrown instanceof Problem && (thrown.code === 'offer.lapsed' || thrown.code === 'offer.taken')

/** How an offer ended by itself; null for one that was answered. A row that is still live here is gone from the log's truth. */
export function endedAs(offer: Offer, now: number): Exclude<Ending['kind'], 'late'> | null {
  if (offer.state === 'lapsed') return 'missed'
  if (isLiveOffer(offer.state)) return now >= Date.parse(offer.answerBy) ? 'missed' : 'withdrawn'
  if (offer.state !== 'withdrawn') return null
  return offer.reason === OFFER_TAKEN ? 'taken' : 'withdrawn'
}

/** The offers to this squad, one at a time: that in front stays in front until it has ended, and how it ended is told. */
export function useOfferQueue(squadId: Ref<Squad['id'] | null>, openTask: (id: Offer['taskId']) => void) {
  const offers = useOffers()
  const tasks = useTasks()
  const sending = useSending()
  const frontId = ref<Offer['id'] | null>(null)
  const endings = shallowRef<readonly Ending[]>([])
  /** The last known row: a new snapshot does not hold what has ended meanwhile. */
  let shown: Offer | undefined

  /** Refused as too late: the row may still say that it is live until the log has told the rest. */
  const over = shallowReactive(new Set<Offer['id']>())
  const live = computed(() =>
    (squadId.value ? offers.ofSquad(squadId.value).filter(({ id }) => !over.has(id)) : []).sort((a, b) =>
      a.answerBy < b.answerBy ? -1 : 1,
    ),
  )
  const isBusy = () => frontId.value !== null && sending.isBusy(frontId.value)
  const front = computed(() => (frontId.value ? offers.byId.get(frontId.value) : undefined))
  const behind = computed(() => live.value.filter(({ id }) => id !== frontId.value).length)
  /** Accepted here, and the task has not followed yet. */
  const accepted = computed(() => front.value?.state === 'accepted')

  /** Once for each offer; what the server said to an answer outdoes what the log told meanwhile. */
  const conclude = (ending: Ending) => {
    over.add(ending.offer.id)
    endings.value = [...endings.value.filter(({ offer }) => offer.id !== ending.offer.id), ending]
    frontId.value = null
  }
  function settleFront(): void {
    const offer = front.value ?? shown
    if (!frontId.value || !offer || (front.value && isLiveOffer(offer.state))) return
    if (offer.state !== 'accepted') {
      const kind = endedAs(offer, now.value)
      if (kind) conclude({ offer, kind, problem: null })
      else frontId.value = null
    } else if (!front.value || tasks.byId.get(offer.taskId)?.squadId === squadId.value) {
      frontId.value = null
      openTask(offer.taskId)
    }
  }

  watch(
    () => [live.value[0]?.id, front.value, front.value && tasks.byId.get(front.value.taskId), isBusy()] as const,
    ([next, , , busy]) => {
      if (busy) return
      settleFront()
      if (!frontId.value && next) frontId.value = next
      shown = front.value
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
