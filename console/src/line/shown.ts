import type { GlyphName } from '../ui/glyphs.ts'

/** A proposal as the dock shows it. */
export interface Shown {
  id: string
  label: string
  glyph: GlyphName | null
  /** What one compares it by: 待命·1.1 km·在办 1. */
  hint: string
}

/** What the command would do, in the order in which it is read. */
export interface Told {
  /** Shown of the line as it would be completed, not as it stands. */
  isAhead: boolean
  says: string
  warns: readonly string[]
  refused: string
  /** What is still to be said. */
  wants: string
}

/** What became of the last command. */
export interface Result {
  tone: 'done' | 'refused'
  text: string
}
