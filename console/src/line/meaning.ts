import type { Moment } from '@lianqin/shared/wire/moment'
import type { GivenPlace } from '@lianqin/shared/wire/place'
import type { Side } from './beside.locate.ts'
import type { Noun, NounKind } from './nouns.engine.ts'
import type { StepWord, Verb } from './verbs.ts'

/** Something that can be gone to: what has a name, or a spot with its datum. */
export type Thing =
  | { kind: 'spot'; place: GivenPlace }
  | { kind: 'beside'; of: Noun<'place'>; side: Side; metres: number }
  | Noun

/** What a line comes to, before anybody has asked whether it can be done. */
export interface Meaning {
  verb: Verb
  /** The case named, else the selected one. */
  caseId: Noun<'case'>['id'] | null
  /** Whether it was named. */
  isNamed: boolean
  /** A second case, where one is merged into another. */
  otherId: Noun<'case'>['id'] | null
  squadIds: readonly Noun<'squad'>['id'][]
  /** Squads by their place in the recommendation, from 1. */
  ranks: readonly number[]
  thing: Thing | null
  step: StepWord | null
  until: Moment | null
  turn: 'on' | 'off'
  /** A remark, a reason, or what is looked for. */
  text: string
}

/** Why a line cannot be run as it stands; the words stand in `line.text.ts`. */
export type Fault =
  | { code: 'empty' }
  /** No verb and no name: nothing begins like that. */
  | { code: 'word.unknown'; word: string }
  | { code: 'word.ambiguous'; word: string; names: readonly string[] }
  | { code: 'case.unknown'; no: number }
  | { code: 'too-many'; word: string }
  | { code: 'day.past' | 'day.far' }
  | { code: 'datum.missing' }
  /** Not whole yet: what is still to be said. */
  | { code: 'missing'; want: Missing }
export type Missing = 'case' | 'other' | 'squads' | 'thing' | 'text'

export interface Reading {
  verb: Verb | null
  /** Without a verb a name is gone to, and anything else is looked for. */
  isImplied: boolean
  /** Null while there is a fault. */
  meaning: Meaning | null
  /** As far as it goes, faults or not: for what is completed and shown meanwhile. */
  partly: Meaning | null
  fault: Fault | null
}

export type AnyNoun = Noun<NounKind>
