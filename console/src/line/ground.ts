import type { Moment } from '@lianqin/shared/wire/moment'
import type { Noun, Nouns } from './nouns.engine.ts'

/** What the line is read against: everything that can be named at this seat now, in the order in which it is proposed. */
export interface Ground {
  nouns: Nouns
  /** The case that is meant where none is named. */
  selected: Noun<'case'>['id'] | null
  /** Reads a day as it is typed: 2026-12-01, 12-01. */
  day: (word: string) => { at: Moment } | { fault: 'unread' | 'past' | 'far' }
  /** So many days from today, when work begins. */
  inDays: (days: number) => Moment
}
