import { readonly, shallowRef } from 'vue'
import type { About } from './about.ts'

/** A question with yes or no for an answer: what is about to be done, and what it would take away. */
export interface SureQuestion {
  title: string
  about: About
  answer: (sure: boolean) => void
}

const standing = shallowRef<SureQuestion | null>(null)
export const sureAsked = readonly(standing)

/** Asks before something is taken away, at the keyboard: Enter does it, Esc lets it be. */
export function askSure(title: string, about: About): Promise<boolean> {
  standing.value?.answer(false)
  return new Promise((resolve) => {
    standing.value = {
      title,
      about,
      answer: (sure) => {
        standing.value = null
        resolve(sure)
      },
    }
  })
}
