import { computed, type Ref, ref, shallowRef } from 'vue'
import { type Completion, completed, type Option } from './complete.engine.ts'
import { present, recalled } from './history.engine.ts'
import { useLine } from './line.store.ts'

/** A line as it is being typed. */
export interface Typed {
  text: Ref<string>
  caret: Ref<number>
}

/** How a line is written besides letter by letter: by taking what is proposed, and from what was typed before. */
export function useTyping({ text, caret }: Typed, completion: Ref<Completion>) {
  const history = useLine()
  /** Which proposal is pointed at by hand; none, and the first is the one that is taken. */
  const pointed = ref<number | null>(null)
  const recall = shallowRef(present)
  /** Taken once, a proposal gives way to the next of the same when it is asked for again. */
  const cycle = shallowRef<{ line: string; completion: Completion; index: number } | null>(null)

  function put(line: string, to = line.length): void {
    text.value = line
    caret.value = to
    pointed.value = null
  }
  /** Whoever types on has left the history, and what was proposed before. */
  function type(line: string, to = line.length): void {
    put(line, to)
    recall.value = present
    cycle.value = null
  }
  function take(by: 1 | -1): void {
    const first = { line: text.value, completion: completion.value, index: (pointed.value ?? 0) - by }
    const before = cycle.value ?? first
    const { options } = before.completion
    const index = (before.index + by + options.length) % Math.max(1, options.length)
    const option = options[index]
    if (!option) return
    const done = completed(before.line, before.completion, option)
    put(done.line, done.caret)
    cycle.value = options.length > 1 ? { ...before, index } : null
  }
  function pick(index: number): void {
    pointed.value = index
    cycle.value = null
    take(1)
  }
  /** An arrow points at a proposal; where there is none further on, it walks through what was typed before. */
  function step(by: 1 | -1): void {
    if (!point(by)) walk(by === 1 ? -1 : 1)
  }
  function point(by: 1 | -1): boolean {
    const count = completion.value.options.length
    const to = (pointed.value ?? (by === 1 ? -1 : 0)) + by
    if (count === 0 || recall.value.back > 0 || to < 0) return false
    pointed.value = Math.min(to, count - 1)
    return true
  }
  function walk(by: 1 | -1): void {
    const from = recall.value.back === 0 ? { draft: text.value, back: 0 } : recall.value
    const found = recalled(history.lines, from, by)
    if (!found) return
    type(found.line)
    recall.value = found.recall.back === 0 ? present : found.recall
  }

  const option = computed((): Option | undefined => completion.value.options[pointed.value ?? 0])
  /** What would follow the caret if the proposal were taken. */
  const ghost = computed(() => {
    const { from, to } = completion.value
    const typed = text.value.slice(from, to)
    const isAtEnd = caret.value === text.value.length && to === caret.value
    const insert = option.value?.insert ?? ''
    return isAtEnd && typed !== '' && insert.startsWith(typed) ? insert.slice(typed.length) : ''
  })
  const isWalking = computed(() => recall.value.back > 0)
  return { pointed, option, ghost, isWalking, type, take, pick, step, keep: history.keep }
}
