import { quotes } from './vocabulary.text.ts'

/** A word of the line, and where it stands. */
export interface Token {
  text: string
  from: number
  to: number
  /** Said as it stands, whatever it may look like. */
  quoted: boolean
}

const SEPARATORS = /[\s、，,；;]/
/** A number of three digits or more that stands against characters without a space: 古林二队0312, 0312古林二队. */
const GLUED = /(?<=\p{sc=Han})(?=\d{3,}(?!\d*年))|(?<=(?<![\d.])\d{3,})(?=[^\P{sc=Han}年])/u

/** The words of a line: apart by spaces and commas, numbers of cases also where they stand against characters. */
export function tokens(line: string): Token[] {
  const found: Token[] = []
  for (let at = 0; at < line.length; ) {
    const char = line[at] ?? ''
    if (SEPARATORS.test(char)) at += 1
    else at = (quotes[char] === undefined ? takeWord : takeQuoted)(line, at, found)
  }
  return found
}

function takeWord(line: string, from: number, found: Token[]): number {
  let to = from
  while (to < line.length && !SEPARATORS.test(line[to] ?? '') && quotes[line[to] ?? ''] === undefined) to += 1
  let at = from
  for (const text of line.slice(from, to).split(GLUED)) {
    found.push({ text, from: at, to: at + text.length, quoted: false })
    at += text.length
  }
  return to
}

/** Without its closing mark a quotation goes to the end: it is still being typed. */
function takeQuoted(line: string, from: number, found: Token[]): number {
  const close = line.indexOf(quotes[line[from] ?? ''] ?? '', from + 1)
  const end = close < 0 ? line.length : close
  const to = close < 0 ? line.length : close + 1
  found.push({ text: line.slice(from + 1, end).trim(), from, to, quoted: true })
  return to
}
