import { type Crs, datums, type Place } from '@lianqin/shared/wire/place'
import { readCoordinates } from '../incident/coordinates.ts'
import { readBeside } from './beside.locate.ts'
import type { Ground } from './ground.ts'
import type { AnyNoun, Fault, Meaning } from './meaning.ts'
import { caseNumber, fold, namedFrom, nounKinds } from './nouns.engine.ts'
import { type Token, tokens } from './tokens.engine.ts'
import { allows, type Saying, steps, type Want } from './verbs.ts'
import { datumWords, dayNames, dayUnits, type Spoken, selectedWords, stepWords, turnWords } from './vocabulary.text.ts'

/** What has been read of a line so far. */
export interface Reader {
  line: string
  ground: Ground
  saying: Saying
  meaning: { -readonly [K in keyof Meaning]: Meaning[K] }
  spot: Place | null
  datum: Crs | null
}
/** How many words something took, 0 if it is not said here; or what is wrong with it. */
export type Taken = number | Fault

export const says = ({ zh, en }: Spoken, word: string) =>
  [...zh, ...en].some((one) => one === word || fold(one) === word)
export const wordOf = ({ text }: Token) => (fold(text) === '' ? text : fold(text))

/** One for each thing that may be said along with a verb: takes it from the words that come next, if it is there. */
export const takers: Record<Exclude<Want, 'text'>, (reader: Reader, words: readonly Token[]) => Taken> = {
  turn: ({ meaning }, [first]) => {
    const said = first && (['on', 'off'] as const).find((one) => says(turnWords[one], wordOf(first)))
    if (!said) return 0
    meaning.turn = said
    return 1
  },
  step: ({ meaning }, [first]) => {
    const said = first && steps.find((one) => says(stepWords[one], wordOf(first)))
    if (!said || meaning.step) return 0
    meaning.step = said
    return 1
  },
  until: takeDay,
  case: takeCase,
  other: () => 0,
  squads: takeSquad,
  thing: takeThing,
}

function takeCase({ meaning, saying, ground }: Reader, [first]: readonly Token[]): Taken {
  if (!first) return 0
  if (says(selectedWords, wordOf(first))) {
    meaning.isNamed = ground.selected !== null
    meaning.caseId = ground.selected
    return 1
  }
  if (saying.ranks && /^[1-9]$/.test(first.text)) return 0
  const named = findCase(ground, first.text)
  if (named === null || 'code' in named) return named ?? 0
  if (!meaning.isNamed) Object.assign(meaning, { caseId: named.id, isNamed: true })
  else if (allows(saying, 'other') && !meaning.otherId) meaning.otherId = named.id
  else return { code: 'too-many', word: first.text }
  return 1
}

/** A case by its number, or by the number under which another system knows it. */
function findCase({ nouns }: Ground, text: string) {
  const word = fold(text)
  const no = caseNumber(text)
  // Its own number goes before what another system calls some other case.
  const own = nouns.case.find(({ forms }) => no !== null && forms[1] === String(no))
  const found = own ?? nouns.case.find(({ forms }) => forms.includes(word))
  if (found) return found
  return no === null ? null : ({ code: 'case.unknown', no } as const)
}

function takeSquad({ meaning, saying, ground }: Reader, words: readonly Token[]): Taken {
  const [first] = words
  if (!first) return 0
  const isFull = meaning.squadIds.length + meaning.ranks.length >= (saying.most ?? 1)
  const rank = saying.ranks && /^[1-9]$/.test(first.text) ? Number(first.text) : null
  const named = namedFrom(ground.nouns.squad, words)
  if (rank === null && !named) return 0
  if (isFull) return allows(saying, 'text') ? 0 : { code: 'too-many', word: first.text }
  if (rank !== null) {
    meaning.ranks = [...new Set([...meaning.ranks, rank])]
    return 1
  }
  const one = named && oneOf(named.nouns, words.slice(0, named.taken))
  if (!one || 'code' in one) return one ?? 0
  meaning.squadIds = [...new Set([...meaning.squadIds, one.id])]
  return named.taken
}

function oneOf<N extends AnyNoun>(nouns: readonly N[], words: readonly Token[]): N | Fault {
  const [only, ...more] = nouns
  const word = words.map(({ text }) => text).join(' ')
  if (!only) return { code: 'word.unknown', word }
  return more.length === 0 ? only : { code: 'word.ambiguous', word, names: nouns.map(({ name }) => name) }
}

/** Whatever has a name, or a spot by its coordinates. */
function takeThing(reader: Reader, words: readonly Token[]): Taken {
  const { meaning, ground } = reader
  const [first] = words
  if (!first || meaning.thing) return 0
  const spot = takeSpot(reader, words) || takeBeside(reader, words)
  if (spot > 0) return spot
  if (says(selectedWords, wordOf(first)) || caseNumber(first.text) !== null) return takeCaseAsThing(reader, words)
  const other = findCase(ground, first.text)
  if (other && !('code' in other)) return takeCaseAsThing(reader, words)
  const everything: readonly AnyNoun[] = nounKinds
    .filter((kind) => kind !== 'case')
    .flatMap((kind): readonly AnyNoun[] => ground.nouns[kind])
  const named = namedFrom(everything, words)
  if (!named) return 0
  const run = words.slice(0, named.taken)
  const word = fold(run.map(({ text }) => text).join(''))
  // One name may be a township's and a squad's: the kinds stand in the order in which they are meant.
  const whole = named.nouns.filter(({ forms }) => forms.includes(word))
  const one = whole[0] ?? oneOf(named.nouns, run)
  if ('code' in one) return one
  meaning.thing = one
  return named.taken
}

function takeCaseAsThing(reader: Reader, words: readonly Token[]): Taken {
  const taken = takeCase(reader, words)
  const { ground, meaning } = reader
  meaning.thing = ground.nouns.case.find(({ id }) => id === meaning.caseId) ?? null
  return taken
}

/** Coordinates are two numbers, or one word that holds both, with their datum before or after. */
function takeSpot(reader: Reader, words: readonly Token[]): number {
  const [first, second] = words
  if (!first) return 0
  const datum = datums.find((one) => says(datumWords[one], wordOf(first)))
  if (datum) {
    reader.datum = datum
    return 1
  }
  const pair = second && /\d\.\d/.test(first.text) ? readCoordinates(`${first.text} ${second.text}`) : null
  if (!pair || reader.spot) return 0
  reader.spot = pair
  return 2
}

/** An address beside a named place goes to the end of the line. */
function takeBeside({ line, meaning, ground }: Reader, words: readonly Token[]): number {
  const read = readBeside(line.slice(words[0]?.from))
  const named = read && namedFrom(ground.nouns.place, tokens(read.name))
  const [of, ...more] = named?.nouns ?? []
  if (!read || !of || more.length > 0) return 0
  meaning.thing = { kind: 'beside', of, side: read.side, metres: read.metres }
  return words.length
}

function takeDay({ meaning, ground }: Reader, [first, second]: readonly Token[]): Taken {
  if (!first || meaning.until) return 0
  const named = dayNames.find((one) => says(one, wordOf(first)))
  if (named) return setDay(meaning, ground.inDays(named.days), 1)
  const [, count, unit] = /^(\d{1,3})(\D*)$/u.exec(first.text) ?? []
  const length = dayUnits.find((one) => says(one, fold(unit || second?.text || '')))
  if (count && length) return setDay(meaning, ground.inDays(Number(count) * length.days), unit ? 1 : 2)
  const timed = second && /^\d{1,2}[:：]\d{2}$/.test(second.text) ? `${first.text} ${second.text}` : null
  const read = ground.day(timed ?? first.text)
  if ('at' in read) return setDay(meaning, read.at, timed ? 2 : 1)
  return read.fault === 'unread' ? 0 : { code: `day.${read.fault}` }
}
function setDay(meaning: Reader['meaning'], until: Meaning['until'], taken: number): number {
  meaning.until = until
  return taken
}
