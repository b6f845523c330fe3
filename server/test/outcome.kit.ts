import { Problem } from '@lianqin/shared/wire/problem'
import type { Book, Case, Setting } from '../src/dispatch/case-book.engine.ts'
import { type CaseCommand, decide } from '../src/dispatch/dispatch.engine.ts'
import { aCase } from './samples.ts'
import { aSetting } from './setting.samples.ts'

// What a command comes to, as a word.

export const by = (role: string) => aSetting({ by: { personId: 'person-somebody', title: '', role } })
/** The state a command leads to, or the code of its refusal. */
export function outcome(
  held: Partial<Case>,
  given: CaseCommand,
  setting: Setting,
  stateOf: (book: Book) => string | undefined,
): string {
  try {
    return stateOf(decide(aCase(held), given, setting)) ?? 'gone'
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.code
  }
}
