import Type, { type Static } from 'typebox'
import { Officer } from './officer.ts'
import { Command } from './wire/command.ts'
import { Day } from './wire/day.ts'
import { Id } from './wire/id.ts'
import { machine } from './wire/machine.ts'
import { Moment } from './wire/moment.ts'
import { Nullable, Remark } from './wire/words.ts'

/** What every duty point has to say (六定): who, at which post, when, with which duty, by which standard, with what reward and penalty. */
export const sixFixed = ['person', 'post', 'time', 'duty', 'standard', 'rewardPenalty'] as const
export type SixFixed = (typeof sixFixed)[number]

/** One post to be manned. While the table is a draft anything may still be missing; null says so. */
export const DutyPoint = Type.Object(
  {
    officerIds: Type.Array(Officer.properties.id, { maxItems: 30, uniqueItems: true }),
    post: Nullable(Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })),
    from: Nullable(Moment),
    to: Nullable(Moment),
    duty: Nullable(Remark),
    standard: Nullable(Remark),
    rewardPenalty: Nullable(Remark),
  },
  { additionalProperties: false },
)
export type DutyPoint = Static<typeof DutyPoint>

/** A published table is never written over: a change is a new edition, and publishing that one ends the one before. */
// biome-ignore format: a table is read down its columns
export const dutyTableMachine = machine({
  states: ['draft', 'published', 'withdrawn'],
  initial: 'draft',
  moves: {
    write:     { from: ['draft'],              to: 'draft',     by: ['dispatcher', 'shift-lead'] },
    publish:   { from: ['draft'],              to: 'published', by: ['dispatcher', 'shift-lead'] },
    withdraw:  { from: ['draft', 'published'], to: 'withdrawn', by: ['dispatcher', 'shift-lead'], why: 'required' },
    supersede: { from: ['published'],          to: 'withdrawn', by: ['clock'] },
  },
})
export type DutyTableMove = (typeof dutyTableMachine.names)[number]

/** Who is to be where, for one township or for the whole district's own squads, from one day to another. */
export const DutyTable = Type.Object({
  id: Id('table'),
  /** Null is the district's own: its direct squads and the departments'. */
  areaId: Nullable(Id('area')),
  fromDay: Day,
  toDay: Day,
  state: Type.Enum(dutyTableMachine.states),
  edition: Type.Integer({ minimum: 1 }),
  /** The edition before, if this one changes what was published. */
  revises: Nullable(Id('table')),
  points: Type.Array(DutyPoint, { maxItems: 200 }),
  publishedAt: Nullable(Moment),
  version: Type.Integer({ minimum: 1 }),
})
export type DutyTable = Static<typeof DutyTable>

/** A draft: a new one, or with `revises` the next edition of a published one, whose days and points it takes over unless given. */
export const NewDutyTable = Command({
  areaId: DutyTable.properties.areaId,
  fromDay: Day,
  toDay: Day,
  revises: Type.Optional(Id('table')),
  points: Type.Optional(DutyTable.properties.points),
})
export type NewDutyTable = Static<typeof NewDutyTable>

/** `write` carries all the points as they shall be. */
export const MoveDutyTable = Command({
  move: Type.Enum(dutyTableMachine.names),
  version: DutyTable.properties.version,
  points: Type.Optional(DutyTable.properties.points),
  reason: Type.Optional(Remark),
})
export type MoveDutyTable = Static<typeof MoveDutyTable>

/** Which of the six a point does not say. A time that ends before it begins is none. */
export function missingOf({ officerIds, post, from, to, duty, standard, rewardPenalty }: DutyPoint): SixFixed[] {
  const there: Record<SixFixed, boolean> = {
    person: officerIds.length > 0,
    post: post !== null,
    time: from !== null && to !== null && Date.parse(from) < Date.parse(to),
    duty: duty !== null,
    standard: standard !== null,
    rewardPenalty: rewardPenalty !== null,
  }
  return sixFixed.filter((name) => !there[name])
}

/** What keeps a table from being published, by the number of the point, counted from 1. A table without a point says nothing at all. */
export const gapsOf = (points: readonly DutyPoint[]): { point: number; missing: SixFixed[] }[] =>
  points.length === 0
    ? [{ point: 1, missing: [...sixFixed] }]
    : points
        .map((point, index) => ({ point: index + 1, missing: missingOf(point) }))
        .filter((gap) => gap.missing.length > 0)

/** As it stands in a refusal: `1:person,time 3:standard`. */
export const writeGaps = (gaps: ReturnType<typeof gapsOf>): string =>
  gaps.map(({ point, missing }) => `${point}:${missing.join(',')}`).join(' ')

export const readGaps = (text: string): ReturnType<typeof gapsOf> =>
  text.split(' ').flatMap((gap) => {
    const [point, missing = ''] = gap.split(':')
    const names = missing.split(',')
    return gap === '' ? [] : [{ point: Number(point), missing: sixFixed.filter((name) => names.includes(name)) }]
  })

/** One person as the roster of a moment has them: planned there or not, signed on or not. */
export const RosterLine = Type.Object({
  officer: Officer,
  /** The posts of the published tables for which this person is on now. */
  planned: Type.Array(Type.Object({ tableId: DutyTable.properties.id, post: Type.String(), from: Moment, to: Moment })),
  /** Signed on with the squad since then. */
  since: Nullable(Moment),
})
export type RosterLine = Static<typeof RosterLine>

/** Who should be on, who is, and whose squad signed on without telling who is there. */
export const Roster = Type.Object({
  at: Moment,
  lines: Type.Array(RosterLine),
  untoldSquads: Type.Array(Id('squad')),
})
export type Roster = Static<typeof Roster>

export type Presence = 'there' | 'missing' | 'untold' | 'extra'

/** How a line stands: planned and there, planned and not, planned in a squad that did not tell, or there without a plan. */
export function presenceOf({ planned, since, officer }: RosterLine, untoldSquads: Roster['untoldSquads']): Presence {
  if (planned.length === 0) return 'extra'
  if (since !== null) return 'there'
  return untoldSquads.includes(officer.dutySquadId) ? 'untold' : 'missing'
}
