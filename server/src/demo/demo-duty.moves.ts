import type { DutyPoint } from '@lianqin/shared/duty'
import type { Area } from '@lianqin/shared/jurisdiction'
import type { Officer } from '@lianqin/shared/officer'
import type { DistrictFile } from '@lianqin/shared/reference'
import { dayOf } from '@lianqin/shared/wire/day'
import { type Moment, toMoment } from '@lianqin/shared/wire/moment'
import { addTable, moveTable } from '../duty/table.moves.ts'
import type { TerritoryBook } from '../jurisdiction/territory.ts'
import type { Db, Trx } from '../kernel/db.ts'
import type { Write } from '../kernel/write.ts'

const HOUR_MS = 3_600_000
/** Each squad in two halves: one from eight to eight by day, the other by night. */
const SHIFTS = [8, 20]
const HOURS = 12
/** Today and tomorrow: whoever tries the demo for longer writes the next one. */
const DAYS = 2

/** Publishes a duty table for each township and for the district's own squads, as the shift lead of the demo would have. */
export async function writeDemoDuty(db: Db, write: Write, territory: TerritoryBook, file: DistrictFile): Promise<void> {
  const lead = await db
    .selectFrom('person')
    .select(['id', 'title'])
    .where('role', '=', 'shift-lead')
    .executeTakeFirstOrThrow()
  const scope = { kind: 'district' } as const
  const actor = { personId: lead.id, title: lead.title, role: 'shift-lead', scope } as const
  await write({ actor, once: null }, async (trx) => {
    for (const areaId of [...file.areas.map(({ id }) => id), null]) await publish(trx, territory, file, areaId)
  })
}

async function publish(trx: Trx, territory: TerritoryBook, file: DistrictFile, areaId: Area['id'] | null) {
  const { utcOffsetMinutes } = territory.current().district.calendar
  const midnight = Date.parse(territory.today(trx.now)) - utcOffsetMinutes * 60_000
  const days = Array.from({ length: DAYS }, (_, day) => midnight + day * 24 * HOUR_MS)
  const points = days.flatMap((begin) => pointsOf(file, areaId, begin))
  if (points.length === 0) return
  const order = {
    areaId,
    fromDay: dayOf(toMoment(midnight), utcOffsetMinutes),
    toDay: dayOf(toMoment(days.at(-1) ?? midnight), utcOffsetMinutes),
    points,
  }
  const { id, version } = await addTable(trx, territory, order)
  await moveTable(trx, territory, id, { move: 'publish', version })
}

function pointsOf({ squads, officers }: DistrictFile, areaId: Area['id'] | null, midnight: number): DutyPoint[] {
  const bySquad = Map.groupBy(officers, ({ dutySquadId }) => dutySquadId)
  return squads
    .filter((squad) => squad.areaId === areaId)
    .flatMap((squad) =>
      SHIFTS.flatMap((hour, nth) => {
        const from = toMoment(midnight + hour * HOUR_MS)
        const on = (bySquad.get(squad.id) ?? []).filter((_, place) => place % SHIFTS.length === nth)
        return on.length > 0 ? [pointOf(squad.name.zh, on, from)] : []
      }),
    )
}

const pointOf = (squad: string, officers: readonly Pick<Officer, 'id'>[], from: Moment): DutyPoint => ({
  officerIds: officers.map(({ id }) => id),
  post: `${squad}巡查`,
  from,
  to: toMoment(Date.parse(from) + HOURS * HOUR_MS),
  duty: '责任区巡查，派单到场处置',
  standard: '接单后按时到场，全程记录',
  rewardPenalty: '按月度考评',
})
