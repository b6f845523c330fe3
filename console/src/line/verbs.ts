/** What may be said along with a verb. */
export const wants = ['turn', 'step', 'until', 'case', 'other', 'squads', 'thing', 'text'] as const
export type Want = (typeof wants)[number]

/** One row of the grammar. */
export interface Saying {
  /** Without these the command is not whole; where no case is named the selected one is meant. */
  needs: readonly Want[]
  /** These may be left out: what is missing is asked for, or not needed. */
  takes?: readonly Want[]
  /** How many squads at most. */
  most?: number
  /** A digit alone means the squad of that place in the recommendation. */
  ranks?: true
  /** Where a squad is named and no case, the one that the squad has is meant. */
  bySquad?: true
}

const aCase = { needs: ['case'] } as const satisfies Saying
const aCaseAndWhy = { needs: ['case'], takes: ['text'] } as const satisfies Saying
const aSquadOfACase = { needs: ['case'], takes: ['squads', 'text'], most: 1, bySquad: true } as const satisfies Saying

/**
 * The grammar of the command line: a verb a row, and what goes with it in any order; the remark comes last, or in quotes
 * anywhere. Its words in both languages stand in `vocabulary.text.ts`.
 */
// biome-ignore format: a table is read down its columns
export const grammar = {
  assign:     { needs: ['case', 'squads'], most: 5, ranks: true },
  recommend:  aCase,
  join:       { needs: ['case'], takes: ['squads'], most: 5 },
  status:     { needs: [], takes: ['thing', 'step', 'text'] },
  note:       { needs: ['case', 'text'] },
  hold:       { needs: ['case'], takes: ['until', 'text'] },
  recall:     aSquadOfACase,
  search:     { needs: ['text'] },
  go:         { needs: ['thing'] },
  file:       aCase,
  reject:     aCaseAndWhy,
  void:       aCaseAndWhy,
  merge:      { needs: ['case', 'other'], takes: ['text'] },
  unmerge:    aCaseAndWhy,
  raise:      aCase,
  takeUp:     aCase,
  close:      aCase,
  reopen:     aCaseAndWhy,
  urgent:     { needs: ['case'], takes: ['turn'] },
  major:      { needs: ['case'], takes: ['turn'] },
  extend:     aCaseAndWhy,
  forceClose: aCaseAndWhy,
  grant:      aCase,
  refuse:     aCaseAndWhy,
  supervise:  aSquadOfACase,
  notice:     aSquadOfACase,
  press:      { needs: ['case'], takes: ['squads'], most: 1, bySquad: true },
  withdraw:   aSquadOfACase,
  callOff:    aSquadOfACase,
  check:      { needs: ['case'], takes: ['squads'], most: 1, bySquad: true },
  rework:     aSquadOfACase,
  preempt:    { needs: ['case'], takes: ['squads', 'text'], most: 1 },
  own:        aCase,
  release:    aCaseAndWhy,
  clear:      aCaseAndWhy,
  onDuty:     { needs: ['squads'], most: 1 },
  offDuty:    { needs: ['squads'], most: 1 },
  report:     { needs: [] },
} as const satisfies Record<string, Saying>

export type Verb = keyof typeof grammar
export const verbs = Object.keys(grammar) as Verb[]
export const sayingOf = (verb: Verb): Saying => grammar[verb]
export const allows = ({ needs, takes = [] }: Saying, want: Want): boolean =>
  needs.includes(want) || takes.includes(want)

/** What a squad may be said to be doing: duty, or a step of its task. */
export const steps = [
  'sign-on',
  'sign-off',
  'accept',
  'depart',
  'arrive',
  'finish',
  'sendBack',
  'check',
  'rework',
  'recall',
  'callOff',
] as const
export type StepWord = (typeof steps)[number]
