import type { Task } from '@lianqin/shared/task'
import { computed } from 'vue'
import { useLastWord } from './last-word.ts'
import { type PhoneKey, phoneText } from './phone.text.ts'

export interface TaskNote {
  title: string
  words: string
}

const OVER: Partial<Record<Task['state'], PhoneKey>> = {
  checked: 'checked-long',
  'sent-back': 'sent-back-long',
  'called-off': 'called-off-long',
}

/** What the desk has done to a task that its squad must be told: taken back, sent back to work, or approved. */
export function useTaskNote(task: () => Task | undefined, stateWords: (state: Task['state']) => string) {
  const heard = useLastWord()
  /** The desk's last word on this task, if this phone has heard it. */
  const lastWord = (id: Task['id'], moves: readonly string[]): string => {
    const word = heard(id)
    return word && moves.includes(word.move) ? word.reason : ''
  }
  return computed<TaskNote | null>(() => {
    const row = task()
    if (!row) return null
    const reason = (words: string) => (words ? phoneText('their-reason', { reason: words }) : '')
    if (row.state === 'handled') return { title: phoneText('handled-wait'), words: phoneText('handled-wait-long') }
    // Back on scene with a result on the row: the desk was not content with it.
    if (row.state === 'on-scene' && row.result !== null)
      return { title: phoneText('rework-title'), words: reason(lastWord(row.id, ['rework'])) }
    const key = OVER[row.state]
    if (!key) return null
    const words = [phoneText(key), reason(lastWord(row.id, ['callOff', 'recall', 'passOn', 'sendBack']))]
      .filter(Boolean)
      .join(' ')
    return { title: stateWords(row.state), words }
  })
}
