import { argumentsWanted, isFiller } from './arguments.engine.ts'
import type { Ground } from './ground.ts'
import type { AnyNoun } from './meaning.ts'
import { fitOf, fold, LONGEST_RUN, nounKinds } from './nouns.engine.ts'
import { headOf } from './read.engine.ts'
import { type Token, tokens } from './tokens.engine.ts'
import { type StepWord, sayingOf, steps, type Verb, verbs, type Want } from './verbs.ts'
import { type Spoken, stepWords, turnWords, verbWords } from './vocabulary.text.ts'

/** One way in which the word at the caret could go on. */
export type Option =
  | { kind: 'verb'; id: Verb; insert: string }
  | { kind: 'step'; id: StepWord; insert: string }
  | { kind: 'turn'; id: 'on' | 'off'; insert: string }
  | { kind: 'text'; id: string; insert: string }
  | { kind: 'noun'; id: string; insert: string; noun: AnyNoun }

/** What could stand in place of the part of the line from `from` to `to`, the likeliest first. */
export interface Completion {
  from: number
  to: number
  options: readonly Option[]
}

/** What the seat speaks, and what is usually said as the remark of a verb. */
export interface Manner {
  tongue: 'zh' | 'en'
  usual: (verb: Verb) => readonly string[]
  /** How many are proposed. */
  most: number
  /** How a verb sounds: whoever has the input method off types 派 as pai. */
  sound: (chinese: string) => string
}

interface Fitted {
  option: Option
  fit: number
}

/** What the word at the caret could be, ranked by how well it fits and then as the ground has it. */
export function complete(line: string, caret: number, ground: Ground, manner: Manner): Completion {
  const words = tokens(line)
  const { verb, rest } = headOf(words, ground)
  const at = words.find(({ from, to }) => from < caret && caret <= to)
  const isCut = verb !== null && rest.some(({ to }) => to === at?.to)
  const isHead = at === undefined ? words.every(({ from }) => from >= caret) : at === words[0] && !isCut
  if (isHead) return headCompletion(at, caret, ground, manner)
  if (!verb || verb === 'search' || verb === 'go') return wholeCompletion(rest, caret, ground, manner)
  return argumentCompletion({ line, verb, rest, caret }, ground, manner)
}

function best(fitted: readonly Fitted[], { most }: Manner): Option[] {
  return fitted
    .map((one, index) => ({ ...one, index }))
    .sort((a, b) => a.fit - b.fit || a.index - b.index)
    .slice(0, most)
    .map(({ option }) => option)
}

/** An empty line proposes every verb; a begun one what begins like it, verbs before names. */
function headCompletion(at: Token | undefined, caret: number, ground: Ground, manner: Manner): Completion {
  const word = at ? fold(at.text) : ''
  const fitted = verbs.flatMap((id): Fitted[] => {
    const { zh, en, code } = verbWords[id]
    const spoken = [...zh, ...en, code].map(fold)
    const fit = fitOf({ forms: [...spoken, ...zh.flatMap((one) => manner.sound(one).split(' '))], more: '' }, word)
    const insert = verbWords[id][manner.tongue][0] ?? code
    return fit === null || fit > 2 ? [] : [{ option: { kind: 'verb', id, insert }, fit: code === word ? -1 : fit }]
  })
  const nouns = word === '' ? [] : nounsFor('thing', [word], ground).filter(({ fit }) => word.length > 1 || fit < 3)
  const from = at?.from ?? caret
  return { from, to: at?.to ?? caret, options: best([...fitted, ...nouns], manner) }
}

/** How well all of these fit: as one name, or else each for itself. */
function fitOfAll(noun: AnyNoun, words: readonly string[]): number | null {
  const whole = fitOf(noun, words.join(''))
  const each = words.map((word) => fitOf(noun, word))
  return whole ?? (each.includes(null) ? null : Math.max(...each.map((fit) => fit ?? 0)))
}

function nounsFor(want: Want, words: readonly string[], { nouns }: Ground): Fitted[] {
  const kinds = want === 'thing' ? nounKinds : want === 'squads' ? (['squad'] as const) : (['case'] as const)
  return kinds
    .flatMap((kind): readonly AnyNoun[] => nouns[kind])
    .flatMap((noun): Fitted[] => {
      const fit = words.length === 0 ? 0 : fitOfAll(noun, words)
      return fit === null ? [] : [{ option: { kind: 'noun', id: noun.id, insert: noun.name, noun }, fit }]
    })
}

/** What is looked for is a name of several words, or a part of one. */
function wholeCompletion(rest: readonly Token[], caret: number, ground: Ground, manner: Manner): Completion {
  const from = rest[0]?.from ?? caret
  const words = rest
    .filter((one) => !isFiller(one))
    .map(({ text }) => fold(text))
    .filter(Boolean)
  if (words.length === 0) return { from, to: caret, options: [] }
  return { from, to: caret, options: best(nounsFor('thing', words, ground), manner) }
}

interface Asked {
  line: string
  verb: Verb
  rest: readonly Token[]
  caret: number
}

/** The word at the caret, or the last few: a name may have parts. The longest that begins a name is the one meant. */
function argumentCompletion({ line, verb, rest, caret }: Asked, ground: Ground, manner: Manner): Completion {
  const before = rest.filter(({ to }) => to <= caret)
  const isAtWord = before.at(-1)?.to === caret
  const most = isAtWord ? Math.min(LONGEST_RUN, before.length) : 0
  for (let taken = most; taken >= Math.min(1, most); taken--) {
    const run = taken === 0 ? [] : before.slice(-taken)
    const word = fold(run.map(({ text }) => text).join(''))
    const others = rest.filter((one) => !run.includes(one))
    // A digit alone is a place in the recommendation already.
    if (sayingOf(verb).ranks && /^[1-9]$/.test(word)) return { from: caret, to: caret, options: [] }
    const wanted = argumentsWanted(line, verb, others, ground)
    const options = best(
      wanted.flatMap((want) => fittedTo(want, word, verb, ground, manner)),
      manner,
    )
    if (options.length > 0 || taken <= 1) return { from: run[0]?.from ?? caret, to: caret, options }
  }
  return { from: caret, to: caret, options: [] }
}

function fittedTo(want: Want, word: string, verb: Verb, ground: Ground, manner: Manner): Fitted[] {
  const spoken = (of: Spoken) => fitOf({ forms: [...of.zh, ...of.en].map(fold), more: '' }, word)
  if (want === 'step')
    return steps.flatMap((id): Fitted[] => {
      const fit = spoken(stepWords[id])
      return fit === null ? [] : [{ option: { kind: 'step', id, insert: stepWords[id][manner.tongue][0] ?? id }, fit }]
    })
  if (want === 'turn')
    return (['on', 'off'] as const).flatMap((id): Fitted[] => {
      const fit = spoken(turnWords[id])
      return fit === null ? [] : [{ option: { kind: 'turn', id, insert: turnWords[id][manner.tongue][0] ?? id }, fit }]
    })
  if (want === 'text')
    return manner.usual(verb).flatMap((one): Fitted[] => {
      const fit = fitOf({ forms: [fold(one)], more: '' }, word)
      return fit === null ? [] : [{ option: { kind: 'text', id: one, insert: one }, fit: fit + 5 }]
    })
  return want === 'until' ? [] : nounsFor(want, word === '' ? [] : [word], ground)
}

/** The line with an option in place of the word at the caret, and where the caret stands then. */
export function completed(line: string, { from, to }: Completion, { insert }: Option): { line: string; caret: number } {
  const after = line.slice(to)
  const space = after.startsWith(' ') ? '' : ' '
  // A verb or another word may stand against it.
  const gap = from > 0 && !/\s/.test(line[from - 1] ?? ' ') ? ' ' : ''
  const text = `${line.slice(0, from)}${gap}${insert}${space}`
  return { line: text + after, caret: text.length + (space ? 0 : 1) }
}
