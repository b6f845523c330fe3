import { readonly, shallowRef } from 'vue'
import type { About } from './about.ts'

/** A question that needs words for an answer: what is about to be done, and the words usual for it. */
export interface ReasonQuestion {
  title: string
  about: About
  usual: readonly string[]
  given: string
  /** Whether it is why something is done, or only something to be put down. */
  asks: 'reason' | 'remark'
  answer: (reason: string | null) => void
}

const standing = shallowRef<ReasonQuestion | null>(null)
export const reasonAsked = readonly(standing)

/** Asks why, at the keyboard. Null when the user thinks better of it. */
export const askReason = (title: string, about: About, usual: readonly string[], given = ''): Promise<string | null> =>
  ask({ title, about, usual, given, asks: 'reason' })

/** Asks for words to be put down. */
export const askRemark = (title: string, about: About, usual: readonly string[]): Promise<string | null> =>
  ask({ title, about, usual, given: '', asks: 'remark' })

function ask(question: Omit<ReasonQuestion, 'answer'>): Promise<string | null> {
  standing.value?.answer(null)
  return new Promise((resolve) => {
    standing.value = {
      ...question,
      answer: (reason) => {
        standing.value = null
        resolve(reason)
      },
    }
  })
}
