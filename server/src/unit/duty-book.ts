import type { LoggedEvent } from '@lianqin/shared/events'
import type { Squad } from '@lianqin/shared/squad'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'

/** When squads were on duty, as far as the log tells: of other times no position is kept, however late it comes. */
export interface DutyBook {
  hear: (event: Pick<LoggedEvent, 'kind' | 'at' | 'body'>) => void
  /** Whether it was on duty at that moment. Where the log tells nothing of a squad, what stands in its row is believed. */
  wasOnDuty: (squadId: Squad['id'], at: number) => boolean
  /** Whether the log tells of a duty of it, and of the end of the last one. */
  hasEnded: (squadId: Squad['id']) => boolean
  /** When its present duty began, or its last; before everything if the log does not reach back so far. */
  since: (squadId: Squad['id']) => number
}

/** One time on duty, in epoch milliseconds. */
interface Spell {
  from: number
  to: number
}

/** So far back the log is asked: longer than any district keeps tracks. */
const LOGGED_DAYS = 180
/** Some shifts a day, for as long as a track is kept. */
const MOST_SPELLS = 1_000

export function createDutyBook(): DutyBook {
  const spells = new Map<Squad['id'], Spell[]>()
  return {
    hear({ kind, at: moment, body }) {
      if (kind !== 'squad.moved' || !('squad' in body)) return
      const { squad, move } = body
      const at = Date.parse(moment)
      const own = spells.get(squad.id) ?? []
      const last = own.at(-1)
      const isOpen = last?.to === Number.POSITIVE_INFINITY
      if (squad.state === 'off-duty') {
        if (isOpen) last.to = at
        else if (!last) own.push({ from: Number.NEGATIVE_INFINITY, to: at })
      } else if (isOpen) last.from = Math.min(last.from, at)
      else own.push({ from: move === 'sign-on' ? at : Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY })
      spells.set(squad.id, own.slice(-MOST_SPELLS))
    },
    wasOnDuty(squadId, at) {
      const own = spells.get(squadId)
      if (!own) return true
      // The last one is nearly always meant.
      for (let nth = own.length - 1; nth >= 0; nth--) if (isWithin(own[nth], at)) return true
      return false
    },
    hasEnded: (squadId) => (spells.get(squadId)?.at(-1)?.to ?? Number.POSITIVE_INFINITY) < Number.POSITIVE_INFINITY,
    since: (squadId) => spells.get(squadId)?.at(-1)?.from ?? Number.NEGATIVE_INFINITY,
  }
}

const isWithin = (spell: Spell | undefined, at: number) => spell !== undefined && at >= spell.from && at <= spell.to

/** As the log tells of the past; what happens from now on is heard. */
export async function openDutyBook(db: Db, districtId: string, now: number): Promise<DutyBook> {
  const book = createDutyBook()
  const moves = await db
    .selectFrom('eventLog')
    .select(['at', 'kind', 'body'])
    .where('districtId', '=', districtId)
    .where('kind', '=', 'squad.moved')
    .where('at', '>=', toMoment(now - LOGGED_DAYS * 86_400_000))
    .orderBy('seq')
    .execute()
  for (const move of moves) book.hear(move as unknown as LoggedEvent)
  return book
}
