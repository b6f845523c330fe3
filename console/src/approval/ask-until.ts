import type { Moment } from '@lianqin/shared/wire/moment'
import { readonly, shallowRef } from 'vue'

/** A question with a day for an answer. */
export interface UntilQuestion {
  title: string
  answer: (until: Moment | null) => void
}

const standing = shallowRef<UntilQuestion | null>(null)
export const untilAsked = readonly(standing)

/** Asks until when a clock is to stop, at the keyboard. Null when the user thinks better of it. */
export function askUntil(title: string): Promise<Moment | null> {
  standing.value?.answer(null)
  return new Promise((resolve) => {
    standing.value = {
      title,
      answer: (until) => {
        standing.value = null
        resolve(until)
      },
    }
  })
}
