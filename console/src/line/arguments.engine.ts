import type { Ground } from './ground.ts'
import type { Fault, Meaning, Missing } from './meaning.ts'
import { type Reader, says, type Taken, takers, wordOf } from './takers.engine.ts'
import type { Token } from './tokens.engine.ts'
import { allows, sayingOf, type Verb, type Want, wants } from './verbs.ts'
import { fillers } from './vocabulary.text.ts'

/** Reads what follows a verb, in any order; what nothing else takes begins the remark, which goes to the end. */
export function readArguments(
  line: string,
  verb: Verb,
  words: readonly Token[],
  ground: Ground,
): { meaning: Meaning; fault: Fault | null } {
  const reader = readerOf(line, verb, ground)
  for (let at = 0; at < words.length; ) {
    const taken = takeFrom(reader, words.slice(at))
    if (typeof taken !== 'number') return { meaning: finished(reader), fault: taken }
    at += taken
  }
  return { meaning: finished(reader), fault: lacking(reader) }
}

/** A word between the others that changes nothing. */
export const isFiller = (word: Token): boolean => !word.quoted && says(fillers, wordOf(word))

const nothingSaid: Omit<Meaning, 'verb'> = {
  caseId: null,
  isNamed: false,
  otherId: null,
  squadIds: [],
  ranks: [],
  thing: null,
  step: null,
  until: null,
  turn: 'on',
  text: '',
}
const readerOf = (line: string, verb: Verb, ground: Ground): Reader => ({
  line,
  ground,
  saying: sayingOf(verb),
  meaning: { verb, ...nothingSaid },
  spot: null,
  datum: null,
})

/** What may still be said beside these words: what is needed first, and where a case is selected, another one last. */
export function argumentsWanted(line: string, verb: Verb, words: readonly Token[], ground: Ground): Want[] {
  const { meaning } = readArguments(line, verb, words, ground)
  const saying = sayingOf(verb)
  const open: Record<Want, boolean> = {
    turn: true,
    step: meaning.step === null,
    until: meaning.until === null,
    case: !meaning.isNamed,
    other: meaning.otherId === null,
    squads: meaning.squadIds.length + meaning.ranks.length < (saying.most ?? 1),
    thing: meaning.thing === null,
    text: meaning.text === '',
  }
  const wanted = [...saying.needs, ...(saying.takes ?? [])].filter((want) => open[want])
  const isMeant = (want: Want) => want === 'case' && ground.selected !== null
  return [...wanted.filter((want) => !isMeant(want)), ...wanted.filter(isMeant)]
}

function takeFrom(reader: Reader, words: readonly Token[]): Taken {
  const [first] = words
  if (!first) return 0
  if (first.quoted) return takeText(reader, first.text, 1, first)
  // A search is for words as they stand.
  if (reader.meaning.verb === 'search')
    return takeText(reader, reader.line.slice(first.from).trim(), words.length, first)
  const taken = takeNamed(reader, words)
  if (taken !== 0) return taken
  if (isFiller(first) && (!allows(reader.saying, 'text') || namesNext(reader, words))) return 1
  return takeText(reader, reader.line.slice(first.from).trim(), words.length, first)
}
function takeNamed(reader: Reader, words: readonly Token[]): Taken {
  for (const want of wants) {
    const taken = want !== 'text' && allows(reader.saying, want) ? takers[want](reader, words) : 0
    if (taken !== 0) return taken
  }
  return 0
}
/** Whether a word such as `to` only joins what comes next; else a remark begins with it. */
const namesNext = (reader: Reader, words: readonly Token[]) =>
  words.length > 1 && takeNamed({ ...reader, meaning: { ...reader.meaning } }, words.slice(1)) !== 0

function takeText({ saying, meaning }: Reader, text: string, taken: number, first: Token): Taken {
  if (!allows(saying, 'text')) return { code: 'word.unknown', word: first.text }
  meaning.text = meaning.text ? `${meaning.text} ${text}` : text
  return taken
}

/** Where no case is named the selected one is meant; a spot is known with its datum alone. */
function finished({ meaning, ground, spot, datum, saying }: Reader): Meaning {
  const place = spot && datum ? { ...spot, crs: datum } : null
  const isOfSquad = saying.bySquad && meaning.squadIds.length > 0
  const named = meaning.isNamed || isOfSquad || !allows(saying, 'case') ? meaning.caseId : ground.selected
  // Into a case that is named alone, the selected one is merged.
  const isInto =
    allows(saying, 'other') && meaning.isNamed && !meaning.otherId && ![null, named].includes(ground.selected)
  return {
    ...meaning,
    caseId: isInto ? ground.selected : named,
    otherId: isInto ? named : meaning.otherId,
    thing: place ? { kind: 'spot', place } : meaning.thing,
  }
}

function lacking(reader: Reader): Fault | null {
  const { saying, spot, datum } = reader
  if (spot && !datum) return { code: 'datum.missing' }
  const whole = finished(reader)
  const said: Record<Missing, boolean> = {
    case: whole.caseId !== null || (saying.bySquad === true && whole.squadIds.length > 0),
    other: whole.otherId !== null,
    squads: whole.squadIds.length + whole.ranks.length > 0,
    thing: whole.thing !== null,
    text: whole.text !== '',
  }
  const missing = (['case', 'other', 'squads', 'thing', 'text'] as const).find(
    (one) => saying.needs.includes(one) && !said[one],
  )
  return missing ? { code: 'missing', want: missing } : null
}
