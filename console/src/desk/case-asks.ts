import type { Incident } from '@lianqin/shared/incident'
import { computed, onScopeDispose, type Ref, shallowReactive } from 'vue'
import { isNetworkFault } from '../kernel/network-fault.ts'
import { sayProblem } from '../kernel/problem.text.ts'

/** What the network swallowed is asked for again. */
const AGAIN_MS = 5_000

/** Questions about the selected case, by name: each soon, none answered with what is older than what was heard already. */
export function useCaseAsks(caseId: Ref<Incident['id'] | null>) {
  const faults = shallowReactive(new Map<string, string>())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const heard = new Map<string, number>()
  let asked = 0

  function soon(name: string, ms: number, run: () => void): void {
    clearTimeout(timers.get(name))
    timers.set(name, setTimeout(run, ms))
  }
  /** Answers of a case that is no longer selected come to nothing, and those that a later one has overtaken. */
  async function ask<T>(name: string, of: Promise<T>, take: (answer: T) => void, again: () => void): Promise<void> {
    const id = caseId.value
    const turn = ++asked
    const isLate = () => id !== caseId.value || turn < (heard.get(name) ?? 0)
    try {
      const answer = await of
      if (isLate()) return
      heard.set(name, turn)
      faults.delete(name)
      take(answer)
    } catch (refusal) {
      if (isLate()) return
      heard.set(name, turn)
      faults.set(name, sayProblem(refusal))
      if (isNetworkFault(refusal)) soon(name, AGAIN_MS, again)
    }
  }
  /** Nobody waits for it any more: what was wrong with it is nobody's concern, nor is what is still under way. */
  function drop(name: string): void {
    clearTimeout(timers.get(name))
    heard.set(name, ++asked)
    faults.delete(name)
  }
  onScopeDispose(() => {
    for (const timer of timers.values()) clearTimeout(timer)
  })
  return { soon, ask, drop, forget: () => faults.clear(), fault: computed(() => [...faults.values()][0] ?? '') }
}
