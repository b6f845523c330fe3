import { readonly, shallowRef } from 'vue'
import type { Choice } from './choices.ts'

/** A question with one of a few for an answer: what is about to be done, and what it may be done as. */
export interface OneOfQuestion {
  title: string
  about: string
  choices: readonly Choice[]
  answer: (value: string | null) => void
}

const standing = shallowRef<OneOfQuestion | null>(null)
export const oneOfAsked = readonly(standing)

/** Asks which, at the keyboard; the first is chosen already. Null when the user thinks better of it. */
export function askOneOf(title: string, about: string, choices: readonly Choice[]): Promise<string | null> {
  standing.value?.answer(null)
  return new Promise((resolve) => {
    standing.value = {
      title,
      about,
      choices,
      answer: (value) => {
        standing.value = null
        resolve(value)
      },
    }
  })
}
