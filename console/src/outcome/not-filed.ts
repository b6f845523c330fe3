import { onScopeDispose, shallowRef, watch } from 'vue'
import { useSession } from '../person/session.store.ts'
import { auditReaders } from './ending.rank.ts'
import { type NotFiled, useOutcome } from './outcome.store.ts'

/** What follows quickly is asked for once. */
const REST_MS = 400
const nothing: NotFiled = { incidents: [], total: 0, next: null }

/** The audit as it stands, asked again whenever the log says that it may have changed; empty for who may not ask. */
export function useNotFiled() {
  const outcome = useOutcome()
  const session = useSession()
  const held = shallowRef<NotFiled>(nothing)
  let timer: ReturnType<typeof setTimeout> | undefined
  async function read(): Promise<void> {
    if (!session.isOneOf(auditReaders)) return
    // A figure beside other work is asked for quietly: what cannot be read now is read at the next change.
    held.value = await outcome.notFiled().catch(() => held.value)
  }
  watch(
    () => outcome.auditSeq,
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void read(), REST_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return held
}
