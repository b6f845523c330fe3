import { Problem } from '@lianqin/shared/wire/problem'
import type { Ref } from 'vue'
import { sayProblem } from '../kernel/problem.text.ts'
import { replayText } from './replay.text.ts'

/** One part of a replay on its way here. What has come of a part that failed stays, and is told to be no more than that. */
export type Part = { state: 'none' | 'loading' | 'complete' } | { state: 'failed'; fault: unknown }

/** Loads a part and says how it stands; of an opening that is over nothing more is said. */
export async function loadPart(part: Ref<Part>, signal: AbortSignal, load: () => Promise<void>): Promise<void> {
  part.value = { state: 'loading' }
  try {
    await load()
    if (!signal.aborted) part.value = { state: 'complete' }
  } catch (fault) {
    if (!signal.aborted) part.value = { state: 'failed', fault }
  }
}

/** Why a part failed: the server's reason, or that the line broke. */
export const whyFailed = (part: Part): string =>
  part.state !== 'failed' ? '' : part.fault instanceof Problem ? sayProblem(part.fault) : replayText('part.cut')
