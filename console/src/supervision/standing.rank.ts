import type { Supervision } from '@lianqin/shared/supervision'
import { isOverrun } from './supervision-clock.rank.ts'

const rank = (one: Supervision) => (isOverrun(one) ? 0 : one.state === 'answered' ? 1 : 2)

/** As whoever supervises wants them: unanswered past their time, answered and to be looked at, then the first to fall due. */
export const byPressure = (a: Supervision, b: Supervision): number => rank(a) - rank(b) || (a.dueAt < b.dueAt ? -1 : 1)
