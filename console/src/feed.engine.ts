import { BEAT_MS, SILENT_MS } from '@lianqin/shared/wall'

/**
 * How far a screen has read, and whether it waits for an answer: `settled` follows the log, `waiting` has found a gap and
 * will ask after a while, `asked` has asked, `cut` has no line.
 */
export interface Reading {
  seq: number | null
  turn: 'cut' | 'asked' | 'waiting' | 'settled'
}

export type Heard =
  | { kind: 'connected' }
  | { kind: 'disconnected' }
  | { kind: 'snapshot'; seq: number }
  | { kind: 'batch'; from: number; to: number }
  | { kind: 'beat'; seq: number }
  | { kind: 'welcomed'; seq: number }
  | { kind: 'unanswered' }
  | { kind: 'waited' }

/** What is to be done: `apply` what was heard, `ask` now, or `ask-later`, when not everybody does. */
export type Consequence = 'nothing' | 'apply' | 'ask' | 'ask-later'

export const unread: Reading = { seq: null, turn: 'cut' }

/** One step of the wall protocol (GUARANTEES 3): whatever message is lost, a later one shows it, and the screen asks again. */
export function hear(reading: Reading, heard: Heard): [Reading, Consequence] {
  const { seq, turn } = reading
  switch (heard.kind) {
    case 'connected':
      return [{ seq, turn: 'asked' }, 'ask']
    case 'disconnected':
      return [{ seq, turn: 'cut' }, 'nothing']
    case 'snapshot':
      return [{ seq: heard.seq, turn }, 'apply']
    case 'batch':
      // Later than we have read is a gap. Earlier is not: an answer and a live batch may cross, and both hold the truth.
      if (seq === null || heard.from > seq) return gap(reading)
      return [{ seq: Math.max(seq, heard.to), turn }, 'apply']
    case 'beat':
      return seq === heard.seq ? [reading, 'nothing'] : gap(reading)
    case 'welcomed':
      if (turn !== 'asked') return [reading, 'nothing']
      // The answer was to reach this far; if it did not, it was lost on the way.
      return seq !== null && seq >= heard.seq
        ? [{ seq, turn: 'settled' }, 'nothing']
        : [{ seq, turn: 'waiting' }, 'ask-later']
    case 'unanswered':
      return turn === 'asked' ? [{ seq, turn: 'waiting' }, 'ask-later'] : [reading, 'nothing']
    case 'waited':
      return turn === 'waiting' ? [{ seq, turn: 'asked' }, 'ask'] : [reading, 'nothing']
  }
}

const gap = (reading: Reading): [Reading, Consequence] =>
  reading.turn === 'settled' ? [{ ...reading, turn: 'waiting' }, 'ask-later'] : [reading, 'nothing']

/**
 * The newest facts, so many of them; imports have a measure of their own. Looks at tracks, and requests for them, are told to
 * each squad by itself, a hundred at once, and are no news of any list: they would drive out everything that is.
 */
export function newestOf<E extends { kind: string }>(events: readonly E[], most: number, mostImports: number): E[] {
  const left = { facts: most, imports: mostImports }
  return events.filter(
    ({ kind }) => !kind.startsWith('track.') && left[kind === 'incident.imported' ? 'imports' : 'facts']-- > 0,
  )
}

export const phases = ['connecting', 'live', 'late', 'gone'] as const
export type Phase = (typeof phases)[number]

/** A beat may be half its interval late before a screen says so. */
const LATE_MS = 1.5 * BEAT_MS

/** What a screen says of itself: only `live` may be believed to be of this second. */
export function phaseOf(reading: Reading, silentMs: number): Phase {
  if (reading.seq === null) return silentMs > SILENT_MS ? 'gone' : 'connecting'
  if (silentMs > SILENT_MS) return 'gone'
  return reading.turn === 'settled' && silentMs <= LATE_MS ? 'live' : 'late'
}
