import type { Person } from '@lianqin/shared/person'
import type { SendFixes } from '@lianqin/shared/unit'
import { clear, createStore, delMany, entries, set, type UseStore } from 'idb-keyval'
import { commandKey } from '../kernel/http.ts'

/** A reading under the number by which it is taken once, however often it is sent: the moment it was read, in milliseconds. */
export type KeptFix = SendFixes['fixes'][number] & { seq: number }

/** What lies on this device's disk: whose readings, and by what name the device counts them. */
export interface KeptFixes {
  device: string
  /** Oldest first. */
  fixes: KeptFix[]
}

const WHOSE = 'whose'
interface Whose {
  personId: Person['id']
  device: string
}
/** A disk that does not answer must not keep the phone from sending. */
const DISK_WITHIN_MS = 3_000

/**
 * Readings that no server has answered for, on this device's disk, so that they outlive a page that is thrown away and a
 * battery that is empty. A browser that keeps nothing loses them with the page, and that is all.
 */
export function createDisk() {
  const store = createStore('lianqin.positions', 'fixes')
  const quietly = async <T>(run: (store: UseStore) => Promise<T>): Promise<T | null> => {
    try {
      return await run(store)
    } catch {
      return null
    }
  }

  async function read(personId: Person['id']): Promise<KeptFixes> {
    const found: [IDBValidKey, unknown][] = (await quietly((from) => entries(from))) ?? []
    const whose = found.find(([key]) => key === WHOSE)?.[1] as Whose | undefined
    if (whose?.personId === personId) {
      const fixes = found.filter(([key]) => key !== WHOSE).map(([, fix]) => fix as KeptFix)
      return { device: whose.device, fixes: fixes.sort((a, b) => a.seq - b.seq) }
    }
    // Another person's way is nobody's business who holds the phone now.
    const device = commandKey()
    await quietly((from) => clear(from))
    await quietly((from) => set(WHOSE, { personId, device } satisfies Whose, from))
    return { device, fixes: [] }
  }

  return {
    /** What an earlier page of this person left. */
    open: (personId: Person['id']): Promise<KeptFixes> =>
      Promise.race([
        read(personId),
        new Promise<KeptFixes>((resolve) =>
          setTimeout(() => resolve({ device: commandKey(), fixes: [] }), DISK_WITHIN_MS),
        ),
      ]),
    keep: (fix: KeptFix): void => void quietly((to) => set(fix.seq, fix, to)),
    drop: (fixes: readonly KeptFix[]): void => {
      const numbers = fixes.map(({ seq }) => seq)
      void quietly((from) => delMany(numbers, from))
    },
    forget: (): void => void quietly((from) => clear(from)),
  }
}
