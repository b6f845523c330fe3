import type { Officer } from '@lianqin/shared/officer'
import { readonly, shallowRef } from 'vue'

/**
 * Asks who is there, or who goes. At a sign-on everybody may be ticked and those without a valid licence are not counted;
 * for a task those who may not enforce cannot be ticked, with the reason beside them.
 */
export interface CrewQuestion {
  title: string
  about: string
  purpose: 'sign-on' | 'task'
  officers: readonly Officer[]
  chosen: readonly Officer['id'][]
  /** Null when the question was let be. */
  answer: (ids: Officer['id'][] | null) => void
}

const standing = shallowRef<CrewQuestion | null>(null)
export const crewAsked = readonly(standing)

export function askCrew(question: Omit<CrewQuestion, 'answer'>): Promise<Officer['id'][] | null> {
  standing.value?.answer(null)
  return new Promise((resolve) => {
    standing.value = {
      ...question,
      answer: (ids) => {
        standing.value = null
        resolve(ids)
      },
    }
  })
}
