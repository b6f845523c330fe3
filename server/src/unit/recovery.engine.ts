import { isJump, type Seen } from './plausible.rank.ts'

/** So many positions elsewhere that agree with one another, over at least so long, are believed against the one before. */
const WITNESSES = 4
const WITNESSED_MS = 10_000

/** Positions of one unit that lie too far from where it is believed to be, each a plausible way from the last. */
export interface Elsewhere<S extends Seen> {
  readonly since: number
  readonly seen: readonly S[]
}

/**
 * A wrong position that came first would make every right one a jump for ever. Whatever is newer than it and agrees with
 * others is remembered here; what agrees with nothing begins anew, and what is older than the last one says nothing.
 */
export function witness<S extends Seen>(
  before: Elsewhere<S> | undefined,
  newest: Seen,
  jump: S,
): Elsewhere<S> | undefined {
  if (jump.at <= newest.at) return before
  const last = before?.seen.at(-1)
  if (!before || !last || isJump(last, jump)) return { since: jump.at, seen: [jump] }
  if (jump.at <= last.at) return before
  return { since: before.since, seen: [...before.seen.slice(1 - WITNESSES), jump] }
}

/** Enough to believe that the unit is there, and was not where it was thought to be. */
export const isProven = <S extends Seen>({ since, seen }: Elsewhere<S>): boolean =>
  seen.length >= WITNESSES && (seen.at(-1)?.at ?? 0) - since >= WITNESSED_MS
