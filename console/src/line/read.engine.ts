import { readArguments } from './arguments.engine.ts'
import type { Ground } from './ground.ts'
import type { Meaning, Reading } from './meaning.ts'
import { caseNumber, fold, namedFrom } from './nouns.engine.ts'
import { type Token, tokens } from './tokens.engine.ts'
import { type Verb, verbs } from './verbs.ts'
import { verbWords } from './vocabulary.text.ts'

/** A verb at the head of a line, and the words that follow it. */
export interface Head {
  verb: Verb | null
  rest: readonly Token[]
}

/** English verbs may be cut short, but not to where a code or another verb begins. */
const SHORTEST = 3
const spokenBy = (verb: Verb) => [...verbWords[verb].zh, ...verbWords[verb].en, verbWords[verb].code].map(fold)
const byWord = new Map(verbs.flatMap((verb) => spokenBy(verb).map((word) => [word, verb] as const)))
const chinese = verbs
  .flatMap((verb) => verbWords[verb].zh.map((word) => ({ word, verb })))
  .sort((a, b) => b.word.length - a.word.length)

/** The verb that a word is, in either language, in short or begun so far that it can be no other. */
export function verbOf(word: string): Verb | null {
  const folded = fold(word)
  const known = byWord.get(folded)
  if (known || folded.length < SHORTEST) return known ?? null
  const begun = verbs.filter((verb) => verbWords[verb].en.some((one) => one.startsWith(folded)))
  return begun.length === 1 ? (begun[0] ?? null) : null
}

/** A Chinese verb that stands against its first word: 派古林二队. */
function glued({ text, from, to, quoted }: Token): { verb: Verb; rest: Token } | null {
  const found = quoted ? undefined : chinese.find(({ word }) => text.startsWith(word) && text.length > word.length)
  if (!found) return null
  const { word, verb } = found
  return { verb, rest: { text: text.slice(word.length), from: from + word.length, to, quoted } }
}

const everyNoun = ({ nouns }: Ground) => Object.values(nouns).flat()

/** What a line begins with. A name stands before a verb that it merely begins with: 派出所 sends nobody. */
export function headOf(words: readonly Token[], ground: Ground): Head {
  const [first, ...rest] = words
  if (!first || first.quoted) return { verb: null, rest: words }
  const verb = verbOf(first.text)
  if (verb) return { verb, rest }
  const cut = glued(first)
  if (!cut || namedFrom(everyNoun(ground), [first]) !== null) return { verb: null, rest: words }
  return { verb: cut.verb, rest: [cut.rest, ...rest] }
}

const meant = (reading: Reading, isImplied: boolean): Reading => ({ ...reading, isImplied })
const failing = (fault: Reading['fault'], verb: Verb | null, partly: Meaning | null): Reading => ({
  verb,
  isImplied: false,
  meaning: null,
  partly,
  fault,
})

/** What a line means: the verb, whom and what it names; or why it means nothing, with the word at fault. */
export function read(line: string, ground: Ground): Reading {
  const words = tokens(line)
  if (words.length === 0) return failing({ code: 'empty' }, null, null)
  const { verb, rest } = headOf(words, ground)
  if (verb) return said(line, verb, rest, ground)
  const gone = argued(line, 'go', words, ground)
  // A number, or whatever bears the name, is gone to; the rest is looked for.
  const isNumber = words.length === 1 && caseNumber(words[0]?.text ?? '') !== null
  return meant(gone.fault && !isNumber ? argued(line, 'search', words, ground) : gone, true)
}

/** What is gone to and has no one name is looked for, as addresses are. */
function said(line: string, verb: Verb, rest: readonly Token[], ground: Ground): Reading {
  const reading = argued(line, verb, rest, ground)
  const isOpen = reading.fault?.code === 'word.unknown' || reading.fault?.code === 'word.ambiguous'
  return verb === 'go' && isOpen ? argued(line, 'search', rest, ground) : reading
}

function argued(line: string, verb: Verb, rest: readonly Token[], ground: Ground): Reading {
  const { meaning, fault } = readArguments(line, verb, rest, ground)
  return fault ? failing(fault, verb, meaning) : { verb, isImplied: false, meaning, partly: meaning, fault: null }
}
