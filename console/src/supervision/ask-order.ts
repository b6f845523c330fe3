import type { IssueSupervision } from '@lianqin/shared/supervision'
import { readonly, shallowRef } from 'vue'
import type { Choice } from '../ui/choices.ts'

export type Ordered = Omit<IssueSupervision, 'kind'>

/** What is to be issued, about which case, and to whom it may be. */
export interface OrderQuestion {
  title: string
  about: string
  squads: readonly Choice[]
  /** What has been said already. */
  known: { squadId: string | null; text: string }
  answer: (order: Ordered | null) => void
}

const standing = shallowRef<OrderQuestion | null>(null)
export const orderAsked = readonly(standing)

/** Asks what a squad is to answer, and within which time, at the keyboard. Null when the user thinks better of it. */
export function askOrder(question: Omit<OrderQuestion, 'answer'>): Promise<Ordered | null> {
  standing.value?.answer(null)
  return new Promise((resolve) => {
    standing.value = {
      ...question,
      answer: (order) => {
        standing.value = null
        resolve(order)
      },
    }
  })
}
