import { lineText } from '../line/line.text.ts'

/** What a command would do, told before it is done; what is told is what is run. */
export interface Prospect {
  says: string
  /** What to mind: what is taken away, who is busy, who was not recommended. */
  warns: readonly string[]
  /** Why it cannot be done; empty if it can. */
  refused: string
  /** Does it. Answers what came of it where nobody else tells; empty where the step itself does. */
  run: () => Promise<string>
}

/** One sentence of several parts, as far as they have something to say. */
export const told = (parts: readonly string[]): string => parts.filter(Boolean).map(open).join(lineText('also'))
/** A sentence of its own goes on as a part. */
const open = (part: string) => part.replace(/[。.]$/u, '')
export const listed = (names: readonly string[]): string => names.filter(Boolean).join(lineText('listed'))

const never = async () => ''
export const refusing = (refused: string, says = ''): Prospect => ({ says, warns: [], refused, run: never })
