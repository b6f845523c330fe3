import { readonly, shallowRef } from 'vue'
import type { About } from './about.ts'

/** A question that needs words for an answer: what is about to be done, and the words usual for it. */
export interface ReasonQuestion {
  title: string
  about: About
  usual: readonly string[]
  given: string
  answer: (reason: string | null) => void
}

const standing = shallowRef<ReasonQuestion | null>(null)
export const reasonAsked = readonly(standing)

/** Asks why, at the keyboard. Null when the user thinks better of it. */
export function askReason(title: string, about: About, usual: readonly string[], given = ''): Promise<string | null> {
  standing.value?.answer(null)
  return new Promise((resolve) => {
    standing.value = {
      title,
      about,
      usual,
      given,
      answer: (reason) => {
        standing.value = null
        resolve(reason)
      },
    }
  })
}
