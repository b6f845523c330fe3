import { Problem } from '@lianqin/shared/wire/problem'

const WINDOW_MS = 15 * 60_000
const PER_ACCOUNT = 5
const PER_SOURCE = 50
/** Names that nobody has are remembered too; this keeps an attacker from filling the memory with them. */
const MOST_KEYS = 20_000

/** Counts failed sign-ins per account and source, and per source; `clock` in milliseconds. */
export function createFailureCount(clock: () => number) {
  const failed = new Map<string, number[]>()
  const recent = (key: string) => (failed.get(key) ?? []).filter((at) => at > clock() - WINDOW_MS)
  const keys = (name: string, source: string) => [`${source} ${name}`, source] as const

  return {
    refuse(name: string, source: string) {
      const [account, origin] = keys(name, source)
      if (recent(account).length >= PER_ACCOUNT || recent(origin).length >= PER_SOURCE) {
        throw new Problem('session.too-many-attempts', { minutes: WINDOW_MS / 60_000 })
      }
    },
    add(name: string, source: string) {
      if (failed.size > MOST_KEYS) failed.clear()
      for (const key of keys(name, source)) failed.set(key, [...recent(key), clock()])
    },
    /** A right password clears the account, and takes its own attempt back from the source. */
    forget(name: string, source: string) {
      const [account, origin] = keys(name, source)
      failed.delete(account)
      failed.set(origin, recent(origin).slice(0, -1))
    },
  }
}
