/** What a window keeps of a line, and for whom. */
export interface Kept {
  by: string
  lines: readonly string[]
}

const MOST = 100

/** With one more line, the newest last and each once; blanks are not kept. */
export function keeping(lines: readonly string[], line: string): readonly string[] {
  const said = line.trim()
  return said === '' ? lines : [...lines.filter((one) => one !== said), said].slice(-MOST)
}

/** What was kept for this person; nothing of anybody else's, and nothing of what cannot be read. */
export function readKept(text: string | null, by: string): readonly string[] {
  try {
    const kept: Partial<Kept> | null = JSON.parse(text ?? 'null')
    const lines = kept?.by === by && Array.isArray(kept.lines) ? kept.lines : []
    return lines.filter((one) => typeof one === 'string')
  } catch {
    return []
  }
}

/** Where somebody is in the history: what was being typed, and how many lines back from it. */
export interface Recall {
  draft: string
  back: number
}
export const present: Recall = { draft: '', back: 0 }

/**
 * A step back or on through the lines that begin with what was being typed. Answers the line that stands there then, or null
 * where there is none further on.
 */
export function recalled(
  lines: readonly string[],
  { draft, back }: Recall,
  by: 1 | -1,
): { recall: Recall; line: string } | null {
  const fitting = lines.filter((one) => one.startsWith(draft) && one !== draft)
  const to = back + by
  if (to < 0 || to > fitting.length) return null
  const line = to === 0 ? draft : (fitting[fitting.length - to] ?? draft)
  return { recall: { draft, back: to }, line }
}
