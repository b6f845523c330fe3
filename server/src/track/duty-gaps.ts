import type { LoggedEvent } from '@lianqin/shared/events'
import type { Squad } from '@lianqin/shared/squad'
import { toMoment } from '@lianqin/shared/wire/moment'
import type { Db } from '../kernel/db.ts'
import { LOGGED_DUTY_DAYS } from './retention.ts'

/** When squads were off duty, as far back as a track may reach: of those times nothing is kept, however late it comes. */
export interface DutyGaps {
  hear: (event: Pick<LoggedEvent, 'kind' | 'at' | 'body'>) => void
  isOffDuty: (squadId: Squad['id'], at: number) => boolean
}

interface Gap {
  from: number
  to: number
}

export function createDutyGaps(): DutyGaps {
  const gaps = new Map<Squad['id'], Gap[]>()
  return {
    hear({ kind, at, body }) {
      if (kind !== 'squad.moved' || !('squad' in body)) return
      const { squad } = body
      const own = gaps.get(squad.id) ?? []
      const last = own.at(-1)
      if (squad.state === 'off-duty') own.push({ from: Date.parse(at), to: Number.POSITIVE_INFINITY })
      else if (last?.to === Number.POSITIVE_INFINITY) last.to = Date.parse(at)
      gaps.set(squad.id, own.slice(-MOST_GAPS))
    },
    isOffDuty: (squadId, at) => (gaps.get(squadId) ?? []).some(({ from, to }) => at > from && at < to),
  }
}

/** Some shifts a day, for as long as a track is kept. */
const MOST_GAPS = 1_000

/** As the log tells of the past; what happens from now on is heard. */
export async function openDutyGaps(db: Db, districtId: string, now: number): Promise<DutyGaps> {
  const gaps = createDutyGaps()
  const moves = await db
    .selectFrom('eventLog')
    .select(['at', 'kind', 'body'])
    .where('districtId', '=', districtId)
    .where('kind', '=', 'squad.moved')
    .where('at', '>=', toMoment(now - LOGGED_DUTY_DAYS * 86_400_000))
    .orderBy('seq')
    .execute()
  for (const move of moves) gaps.hear(move as unknown as LoggedEvent)
  return gaps
}
