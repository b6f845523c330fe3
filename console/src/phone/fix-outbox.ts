import type { Person } from '@lianqin/shared/person'
import type { ProblemCode } from '@lianqin/shared/wire/problem'
import { readonly, ref } from 'vue'
import { commandKey } from '../kernel/http.ts'
import { createDisk, type KeptFix } from './kept-fixes.ts'
import { MOVING_MS } from './own-position.rank.ts'

/** A day and a night without a network, on the move all the time. Beyond, the oldest go, and how many is said. */
export const KEPT_MOST = (24 * 3_600_000) / MOVING_MS
/** Some forty kilobytes: they pass a bad network within the time that a request may take. */
export const BATCH_MOST = 250

/** About what was sent itself: sent again, it would be refused again. Any other refusal leaves it to be sent. */
const FOR_GOOD: readonly string[] = ['request.invalid', 'request.too-large'] satisfies ProblemCode[]

/** Readings on their way to the server: they leave this device once it has answered for them, oldest first. */
export function createOutbox() {
  const disk = createDisk()
  let whose: Person['id'] | null = null
  let device = commandKey()
  let fixes: readonly KeptFix[] = []
  let most = BATCH_MOST
  const unsent = ref(0)
  /** Given up: too many, or not to be read by the server. */
  const lost = ref(0)

  function hold(held: readonly KeptFix[]): void {
    fixes = held
    unsent.value = held.length
  }
  function drop(gone: readonly KeptFix[]): void {
    const numbers = new Set(gone.map(({ seq }) => seq))
    hold(fixes.filter(({ seq }) => !numbers.has(seq)))
    disk.drop(gone)
  }
  function trim(): void {
    const over = fixes.slice(0, Math.max(0, fixes.length - KEPT_MOST))
    if (over.length === 0) return
    lost.value += over.length
    drop(over)
  }

  /** Goes on with what this person's phone kept; another's is forgotten. */
  async function open(personId: Person['id']): Promise<void> {
    const found = await disk.open(personId)
    device = found.device
    const mine = whose === personId ? fixes : []
    whose = personId
    const bySeq = new Map([...found.fixes, ...mine].map((fix) => [fix.seq, fix]))
    hold([...bySeq.values()].sort((a, b) => a.seq - b.seq))
    trim()
  }
  function add(fix: Omit<KeptFix, 'seq'>): void {
    // Numbers only grow, also when the clock is corrected backwards.
    const seq = Math.max(Date.parse(fix.at), (fixes.at(-1)?.seq ?? 0) + 1)
    const kept = { ...fix, seq }
    hold([...fixes, kept])
    disk.keep(kept)
    trim()
  }
  const batch = () => ({ device, fixes: fixes.slice(0, most) })
  function answered(sent: readonly KeptFix[]): void {
    drop(sent)
    most = Math.min(BATCH_MOST, 2 * most)
  }
  /** False: later. One that cannot be read must not hold up all the others, so it is looked for by halves, and given up. */
  function refused(sent: readonly KeptFix[], code: string): boolean {
    if (!FOR_GOOD.includes(code)) return false
    if (sent.length > 1) {
      most = Math.ceil(sent.length / 2)
      return true
    }
    lost.value += 1
    drop(sent)
    return true
  }
  function forget(): void {
    whose = null
    lost.value = 0
    most = BATCH_MOST
    hold([])
    disk.forget()
  }
  return { unsent: readonly(unsent), lost: readonly(lost), open, add, batch, answered, refused, forget }
}
